#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// The sources run as they are, in this very process: nothing to build, signals reach the server, a stack names the file that one reads.
register();
await import('../src/main.ts');
