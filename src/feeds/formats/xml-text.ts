/**
 * XML of an untrusted source, in chunks of text: elements out, with their place.
 *
 * A document type declaration is refused outright, and with it every entity but the five of XML itself; depth,
 * attributes and what stands between two tags are bounded. Prefixes of names are left off.
 */
import { SaxesParser } from 'saxes';
import { Malformed } from './item.ts';

/** Where the parser stands; asked only where something is wrong. */
export type Place = () => string;

export type XmlHandler = {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>, place: Place) => void;
  readonly close: (name: string, text: string, place: Place) => void;
};

/** The formats read here nest at most 9 deep. */
const DEEPEST = 32;
/** Longest stretch without the end of a tag: comments, text and attributes of a sound feed stay far below. */
const LONGEST_STRETCH = 1_000_000;
const CHUNK = 65_536;

export type XmlText = { readonly write: (chunk: string) => void; readonly end: () => void };

/** Throws `Malformed` with line and column. */
export function xmlText(handler: XmlHandler): XmlText {
  const parser = new SaxesParser();
  const texts: string[] = [];
  let stretch = 0;
  const place: Place = () => `line ${parser.line}, column ${parser.column + 1}`;
  const refuse = (reason: string): never => {
    throw new Malformed(place(), reason);
  };

  parser.on('error', (error) => refuse(`it is no XML: ${error.message.replace(/^\d+:\d+: /, '')}`));
  parser.on('doctype', () => refuse('it declares a document type; a feed must have none'));
  parser.on('opentag', ({ name, attributes }) => {
    stretch = 0;
    // Nothing here mixes text and elements: what stands before a child is the layout of the file.
    if (texts.length > 0) texts[texts.length - 1] = '';
    if (texts.push('') > DEEPEST) refuse(`it nests deeper than ${DEEPEST} elements`);
    handler.open(localName(name), attributes as Record<string, string>, place);
  });
  const addText = (text: string): void => {
    if (texts.length > 0) texts[texts.length - 1] += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', ({ name }) => {
    stretch = 0;
    handler.close(localName(name), texts.pop()!.trim(), place);
  });

  return {
    write: (chunk) => {
      for (let from = 0; from < chunk.length; from += CHUNK) {
        const part = chunk.slice(from, from + CHUNK);
        stretch += part.length;
        parser.write(part);
        if (stretch > LONGEST_STRETCH) refuse('a tag, comment or text does not end');
      }
    },
    end: () => void parser.close(),
  };
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
