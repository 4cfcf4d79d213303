#!/usr/bin/env node
// Runs a script of this project or of its tools under a Node that fits: `node bin/run.js SCRIPT [ARG …]`.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { handOver, isFitting } from './fitting-node.js';

const [script = '', ...args] = process.argv.slice(2);
if (isFitting()) {
  process.argv = [process.argv[0], resolve(script), ...args];
  await import(pathToFileURL(resolve(script)).href);
} else {
  handOver(script, args);
}
