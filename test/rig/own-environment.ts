import { afterAll } from 'vitest';

// Test files that share a process: what one of them puts into the environment is gone before the next begins.
const before = { ...process.env };

afterAll(() => {
  for (const name of Object.keys(process.env))
    if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
});
