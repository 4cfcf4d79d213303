/** Reads rendered documents back, to see what is really in them: every part of a Word file, text and properties of a PDF. */
import { strFromU8, unzipSync } from 'fflate';

/** All words of a DOCX by the part that carries them: text, header, footer, properties, descriptions of pictures. */
export function docxParts(bytes: Uint8Array): Record<string, string> {
  const parts: Record<string, string> = {};
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    if (!name.endsWith('.xml') && !name.endsWith('.rels')) continue;
    const xml = strFromU8(content);
    const runs = xml.replace(/<w:br\s*\/>|<\/w:p>/g, '\n').replace(/<w:tab\s*\/>/g, '\t');
    const attributes = [...xml.matchAll(/ (?:descr|title|name|Target)="([^"]*)"/g)].map((match) => match[1]!);
    parts[name] = unescaped(runs.replace(/<[^>]+>/g, ''));
    if (attributes.length > 0) parts[`${name} attributes`] = unescaped(attributes.join('\n'));
  }
  return parts;
}

/** The information of a PDF: its title and whatever else it says of itself. */
export function pdfInformation(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  const strings = [
    ...text.matchAll(
      /\/(?:Title|Author|Subject|Keywords|Creator|Producer|Lang|Alt)\s*(\([^)]*\)|<[0-9A-Fa-f]+>)/g,
    ),
  ];
  return strings.map((match) => decoded(match[1]!)).join('\n');
}

/** How many pages a PDF has. */
export function pdfPages(bytes: Buffer): number {
  return [...bytes.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
}

function decoded(text: string): string {
  const bytes = text.startsWith('<')
    ? Buffer.from(text.slice(1, -1), 'hex')
    : Buffer.from(text.slice(1, -1).replace(/\\(.)/g, '$1'), 'latin1');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  return bytes.toString('latin1');
}

function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
