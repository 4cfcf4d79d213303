/** Shows an address in the person's own browser, where there is a screen to show it on. */
import { spawn } from 'node:child_process';

const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  linux: ['xdg-open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Whether a browser was asked to show the address. Never fails: a desk is of use without a browser on its machine. */
export function openBrowser(address: string, platform: NodeJS.Platform): Promise<boolean> {
  const opener = OPENERS[platform];
  if (opener === undefined) return Promise.resolve(false);
  const [program, ...args] = opener;
  return new Promise((resolve) => {
    const child = spawn(program!, [...args, address], { stdio: 'ignore', detached: true });
    child.on('error', () => resolve(false));
    child.on('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
