#!/usr/bin/env node
// Looks at the version of Node before anything newer is parsed, then hands over to the command line.
const NEEDS = 26;
const major = Number(process.versions.node.split('.')[0]);

if (major < NEEDS) {
  const system = `${process.platform}-${process.arch}`;
  console.error(
    `firstcall needs Node ${NEEDS}; this is ${process.versions.node} on ${system}.\n` +
      'Start it with "npm start" or "npx firstcall": npm brings Node 26 along for Linux, macOS and Windows on x64 and arm64 Linux and macOS.\n' +
      'If that is what you did, the optional package for this system was left out or does not exist:\n' +
      'run "npm ci --include=optional", or install Node 26 yourself (https://nodejs.org).',
  );
  process.exitCode = 3;
} else {
  await import('../src/cli.ts');
}
