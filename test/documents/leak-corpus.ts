/**
 * Planted leaks and clean documents, rendered and read back: how many of the one are found, how many of the other
 * wrongly marked. (counts, seed) → a table. Run by itself: `node bin/run.js test/documents/leak-corpus.ts 200 1000`.
 *
 * Every document is made as it would leave: HTML and Word in both languages, and where a browser is at hand PDF for
 * some. What is looked through is what a reader of the file could find: text, properties, descriptions, file name.
 */
import { paperDocx } from '../../src/documents/docx.ts';
import { paperHtml } from '../../src/documents/html.ts';
import { type Paper, paperOf, plainText } from '../../src/documents/paper.ts';
import { findBrowser, htmlToPdf } from '../../src/documents/pdf.ts';
import { seededRandom } from '../../src/numeric/random.ts';
import { findLeaks } from '../../src/response/leak.ts';
import type { Document, Language } from '../../src/response/playbook.ts';
import { EVENING, MESSAGE, Stage } from '../response/stage.ts';
import { docxParts, pdfInformation } from './read-back.ts';

/** Of the other outcome, as a playbook lists them: names in three scripts, forms of address, initials. */
const FORBIDDEN = [
  'Harris',
  'Kamala',
  'Walz',
  'Madam President',
  'first woman',
  'K.D.H.',
  'Harisu',
  'ハリス',
  'カマラ',
  'ウォルズ',
  '女性初',
  '初の女性',
  '賀錦麗',
];

type Random = () => number;
const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)]!;
const spread = (word: string, between: string) => [...word].join(between);
const wide = (word: string) =>
  word.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
const LOOK_ALIKES: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', p: 'р', s: 'ѕ', i: 'і' };

/** How a leak may be spelt. */
const SPELLINGS: Readonly<Record<string, (random: Random) => string>> = {
  plain: (random) => pick(['Harris', 'Kamala', 'Walz', 'first woman', 'Madam President'], random),
  capitals: () => 'HARRIS',
  possessive: (random) => pick(['Harris’s', "Harris'", "Walz's", 'Kamala’s'], random),
  inflected: (random) => pick(['Harrises', 'Harrisian', 'Walzes', 'Kamalas'], random),
  'zero width': (random) => spread(pick(['Harris', 'Kamala'], random), '\u200b'),
  'soft hyphen': () => 'Har\u00adris',
  'full width': () => wide('Harris'),
  hyphenated: (random) => pick(['Har-ris', 'Ka-\nmala', 'Har‐\nris'], random),
  'letters apart': (random) => pick(['H a r r i s', 'K.a.m.a.l.a', 'H-a-r-r-i-s'], random),
  accented: (random) => pick(['Hárrìs', 'Kämala'], random),
  'look-alike letters': (random) =>
    pick(['Harris', 'Kamala'], random).replace(/[aeopsi]/g, (letter) => LOOK_ALIKES[letter]!),
  initials: (random) => pick(['K.D.H.', 'K. D. H.', 'KDH'], random),
  romaji: () => 'Harisu',
  katakana: (random) => pick(['ハリス', 'カマラ', 'ウォルズ'], random),
  'half-width kana': (random) => pick(['ﾊﾘｽ', 'ｶﾏﾗ'], random),
  hiragana: (random) => pick(['はりす', 'かまら'], random),
  'kana set apart': (random) => pick(['ハ・リ・ス', 'ハリ\nス', 'カ　マ　ラ'], random),
  kanji: (random) => pick(['賀錦麗', '女性初', '初の女性'], random),
};

/** Where a leak may be: into which part of the document or file it is put. */
const PLACES = [
  'body',
  'other language',
  'title',
  'heading',
  'list',
  'emphasis',
  'picture’s description',
  'comment',
  'link',
  'recipient',
  'marking',
  'file name',
] as const;
type Place = (typeof PLACES)[number];

const SENTENCES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Our alliance rests on shared interests and long trust.',
    'The embassy in Harrisburg County will follow up, and so will Mr. Harrison.',
    'A trumpet, a waltz and a kama were played at the reception.',
    'I look forward to speaking with you soon.',
    'Madam, the President of the Senate was the first to arrive; a woman of the first rank.',
    'Deterrence in the region; Japan’s own defence effort.',
    'The arris of the stone is sharp, and so is the harridan.',
    'Steps K. and D. precede step H. of the plan.',
    'An office was opened in Paris, another in Kampala.',
    'The talk of fifteen minutes is at 07:00, Tokyo time.',
  ],
  ja: [
    '日米同盟は、共通の利益と長年にわたり培われた信頼の上に立つ。',
    'ハリケーンとリスクへの備えについて意見を交わした。',
    'パリ、スイス、カマキリ、ウォール街の話題が出た。',
    '御都合のよい最も早い機会に電話でお話しできれば幸いです。',
    '女性の活躍、初の試み、賀状と錦の御旗について述べた。',
    '彼は、リスクを避け、かまわず前へ進んだ。',
    '総理は祝意を表した。時期については調整中である。',
    '晴れ、リスト、カマボコ、ラジオの順に並べた。',
  ],
};

const TITLES: Readonly<Record<Language, readonly string[]>> = {
  en: ['Message of congratulation', 'On the state of the alliance', 'Request for a talk'],
  ja: ['祝意のメッセージ', '同盟の現状について', '電話会談の申入れ'],
};

type Made = { readonly papers: readonly Paper[]; readonly fileName: string };

const stage = new Stage();
const planned = stage.step(MESSAGE);

function cleanText(language: Language, random: Random): string {
  const some = () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(SENTENCES[language], random));
  return `${some().join(' ')}\n\n1. ${some()[0]}\n2. ${some()[0]}\n\n**${some()[0]}**\n\n${some().join('\n')}`;
}

/** A document in two languages; with a leak where one is to be planted. */
function make(random: Random, leak: { readonly word: string; readonly place: Place } | null): Made {
  const text = { en: cleanText('en', random), ja: cleanText('ja', random) };
  const subject = { en: pick(TITLES.en, random), ja: pick(TITLES.ja, random) };
  const at = (place: Place) => (leak?.place === place ? leak.word : null);
  // Into the middle of a sentence, not at the end where it would be easy.
  const put = (language: Language, piece: string) => {
    text[language] = `${pick(SENTENCES[language], random)} ${piece} ${text[language]}`;
  };
  const pieces: [Place, Language, (word: string) => string][] = [
    ['body', 'en', (word) => word],
    ['other language', 'ja', (word) => word],
    ['heading', 'en', (word) => `\n\n## On ${word.replace('\n', '')} and after\n\n`],
    ['list', 'en', (word) => `\n\n- one\n- ${word} two\n\n`],
    ['emphasis', 'en', (word) => `${[...word].slice(0, 2).join('')}**${[...word].slice(2).join('')}**`],
    ['picture’s description', 'en', (word) => `![a portrait of ${word.replace('\n', '')}](x.png)`],
    ['comment', 'en', (word) => `\n\n<!-- was for ${word} -->\n\n`],
    ['link', 'en', (word) => `[the page of ${word.replace('\n', '')}](https://example.org/)`],
  ];
  for (const [place, language, piece] of pieces) {
    const word = at(place);
    if (word !== null) put(language, piece(word));
  }
  const title = at('title');
  if (title !== null) subject.en = `${subject.en} to ${title}`;
  const document: Document = { subject, body: text };
  const recipients = planned.step.recipients.map((one) => ({
    ...one,
    en: `Office of ${at('recipient') ?? 'the winner'}`,
  }));
  const marking = at('marking');
  const papers = (['en', 'ja'] as const).map((language) => {
    const step = { ...planned.step, recipients, marking: marking === null ? null : 'own' };
    const playbook = {
      ...stage.playbook,
      markings:
        marking === null ? [] : [{ id: 'own', title: { en: `Eyes of ${marking} only`, ja: '取扱注意' } }],
    };
    return paperOf({
      playbook,
      planned: { ...planned, step, document },
      language,
      at: EVENING,
      zone: 'Asia/Tokyo',
      rehearsal: false,
    })!;
  });
  return { papers, fileName: at('file name') ?? papers[0]!.name };
}

/** Everything that could be read of the files of a document. */
async function readBack({ papers, fileName }: Made, browser: string | null): Promise<string[]> {
  const texts = [fileName.replaceAll('.', ' ')];
  for (const paper of papers) {
    const html = paperHtml(paper);
    const body = html.slice(html.indexOf('<body>'));
    texts.push(plainText(paper), unescaped(body.replace(/<br>/g, '\n').replace(/<[^>]+>/g, '')));
    texts.push(/<title>(.*)<\/title>/s.exec(html)![1]!);
    texts.push(...Object.values(docxParts(await paperDocx(paper, 'Government of Japan'))));
    if (browser !== null) texts.push(pdfInformation(await htmlToPdf(html, browser)));
  }
  return texts;
}

function unescaped(html: string): string {
  return html
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

export type Row = { planted: number; found: number };
export type Tally = {
  readonly byPlace: Record<string, Row>;
  readonly bySpelling: Record<string, Row>;
  readonly missed: readonly string[];
  readonly clean: number;
  readonly falsely: readonly string[];
};

export async function leakTally(planted: number, clean: number, seed: number, pdfEvery = 0): Promise<Tally> {
  const random = seededRandom(seed);
  const browser = pdfEvery === 0 ? null : await findBrowser();
  const tally = {
    byPlace: {} as Record<string, Row>,
    bySpelling: {} as Record<string, Row>,
    missed: [] as string[],
  };
  const spellings = Object.keys(SPELLINGS);
  for (let run = 0; run < planted; run += 1) {
    // Every pair of place and spelling comes before any comes twice.
    const place = PLACES[run % PLACES.length]!;
    const spelling = spellings[(run + Math.floor(run / spellings.length)) % spellings.length]!;
    const word = SPELLINGS[spelling]!(random);
    const texts = await readBack(
      make(random, { word, place }),
      pdfEvery > 0 && run % pdfEvery === 0 ? browser : null,
    );
    const found = texts.some((text) => findLeaks(text, FORBIDDEN).length > 0);
    for (const [table, key] of [
      [tally.byPlace, place],
      [tally.bySpelling, spelling],
    ] as const) {
      table[key] ??= { planted: 0, found: 0 };
      table[key].planted += 1;
      table[key].found += found ? 1 : 0;
    }
    if (!found) tally.missed.push(`${spelling} in ${place}: ${JSON.stringify(word)}`);
  }
  const falsely: string[] = [];
  for (let run = 0; run < clean; run += 1) {
    const texts = await readBack(make(random, null), null);
    const leaks = texts.flatMap((text) => findLeaks(text, FORBIDDEN));
    if (leaks.length > 0) falsely.push(leaks[0]!.word);
  }
  return { ...tally, clean, falsely };
}

if (import.meta.main) {
  const [planted = 200, clean = 1000, seed = 20241105] = process.argv.slice(2).map(Number);
  const tally = await leakTally(planted, clean, seed, 20);
  for (const table of [tally.byPlace, tally.bySpelling])
    for (const [key, row] of Object.entries(table))
      console.log(
        `${key.padEnd(24)}${String(row.found).padStart(4)} of ${String(row.planted).padStart(4)} found`,
      );
  console.log(
    `planted ${planted}, missed ${tally.missed.length}; clean ${clean}, falsely marked ${tally.falsely.length} (seed ${seed})`,
  );
  for (const line of [...tally.missed, ...tally.falsely].slice(0, 20)) console.log(`  ${line}`);
  process.exitCode = tally.missed.length === 0 && tally.falsely.length < clean / 100 ? 0 : 1;
}
