// Called by Maven before the build: checks Node's version and installs packages when the lock file asks for it.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: the web interface is built with Node 20.19 or newer.`);
  process.exit(1);
}

const installed = "node_modules/.package-lock.json";
if (existsSync(installed) && statSync(installed).mtimeMs >= statSync("package-lock.json").mtimeMs) process.exit(0);
const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline"], { stdio: "inherit", shell: process.platform === "win32" });
process.exit(npm.status ?? 1);
