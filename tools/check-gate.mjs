// The gate of a workflow: every other job of the file is among the jobs that the gate needs, and every one of them has succeeded.
// Usage: NEEDS='<toJSON(needs)>' node tools/check-gate.mjs WORKFLOW GATE
import { readFileSync } from 'node:fs';

const [file = '', gate = ''] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const jobs = [...text.slice(text.search(/^jobs:/m)).matchAll(/^ {2}([\w-]+):\s*$/gm)].map(([, name]) => name);
const needs = JSON.parse(process.env['NEEDS'] ?? '{}');

const problems = [
  ...(jobs.includes(gate) ? [] : [`${file} has no job ${gate}`]),
  ...jobs.filter((job) => job !== gate && !(job in needs)).map((job) => `${gate} does not need ${job}`),
  ...Object.entries(needs)
    .filter(([, { result }]) => result !== 'success')
    .map(([job, { result }]) => `${job}: ${result}`),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`All of ${jobs.filter((job) => job !== gate).join(', ')} have succeeded.`);
