#!/usr/bin/env node
// Looks at the version of Node before anything newer is parsed, then hands over to the command line.
import { fileURLToPath } from 'node:url';
import { handOver, isFitting } from './fitting-node.js';

if (isFitting()) await import('../src/cli.ts');
else handOver(fileURLToPath(import.meta.url), process.argv.slice(2));
