export { printable } from '../terminal-text.ts';
