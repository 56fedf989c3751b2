#!/usr/bin/env node
// `calloff`, the command.
import { main } from "./main.js";

process.exitCode = await main(process.argv.slice(2));
