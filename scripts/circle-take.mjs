#!/usr/bin/env node
import { join } from 'node:path';
import { findNode } from './setup/node-runtime.mjs';
import { runMain } from './setup/problem.mjs';
import { root, runForeground } from './setup/run.mjs';

// The command line is TypeScript, which only a new Node runs: this file runs on any Node and hands over.
await runMain(() => runForeground(findNode(), [join(root, 'src/main/cli.ts'), ...process.argv.slice(2)]));
