/** Drops one long letter and is killed while it does. */
import { dropLetter } from '../../src/outbox/file-drop.ts';
import { LONG_TEXT } from './long-text.ts';

const [folder, key] = process.argv.slice(2);
console.log('writing');
await dropLetter(folder!, { key: key!, name: 'letter.txt', text: LONG_TEXT });
