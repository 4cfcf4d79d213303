/**
 * What stored pages of newspapers show of their form: stamp, byline, caption, lists and ranking, with the address and
 * day of each. Facts about pages, gathered in November 2026; no sentence of a paper is carried, its headlines are drawn
 * as bars. What a stored copy does not show is said to be missing, not filled in.
 */
import type { Language } from '../src/response/playbook.ts';

/** One part of a page in the order in which the page has it. */
export type PaperPart = {
  readonly label: string;
  /** Lines as the page prints them; a number stands for so many headlines, drawn as bars. */
  readonly shows: readonly (string | number)[];
  /** What each headline of a list carries below it; absent where it stands alone. */
  readonly under?: string;
  readonly numbered?: boolean;
  readonly note?: string;
  /** Selectors of the elements of our own page that answer it. */
  readonly ours: readonly string[];
  readonly judgement: string;
};

export type Paper = {
  readonly language: Language;
  readonly kind: 'article' | 'front';
  readonly title: string;
  readonly source: string;
  readonly parts: readonly PaperPart[];
};

const ENGLISH_ARTICLE: Paper = {
  language: 'en',
  kind: 'article',
  title: 'An article',
  source:
    'The Japan News, japannews.yomiuri.co.jp/politics/politics-government/20241106-220987, November 6, 2024; byline and section line from 20250721-270751; the form of an update from world/uspresident/20241107-221081',
  parts: [
    {
      label: 'Section, headline, byline, stamp',
      shows: [
        'Home > Politics > Politics & Government',
        2,
        'The Yomiuri Shimbun',
        '**16:29 JST, November 6, 2024**',
        '11:06 JST, November 7, 2024 (updated at 15:00 JST)',
      ],
      note: 'Clock of 24 hours, zone, then the date. An update keeps the first hour and adds its own.',
      ours: ['.art > header'],
      judgement:
        'Same: section, headline, byline, and the stamp letter for letter. Otherwise: the newest hour comes first, with Washington’s beside it, and the first publication follows in brackets, because the text says how the count stands at that hour.',
    },
    {
      label: 'Picture, caption, credit',
      shows: ['Yomiuri Shimbun file photo', '▨', 'The Prime Minister’s Office in Chiyoda Ward, Tokyo'],
      note: 'Credit apart from the caption; the caption says what and where.',
      ours: ['figure.photo'],
      judgement:
        'Same: what and where in one line, the credit apart. Otherwise: caption and credit share the line below, and a drawing is called one.',
    },
    {
      label: 'The section’s list',
      shows: ['**Top Articles in Politics**', 5],
      note: 'Five headlines alone. An older copy of the page calls it “Politics” POPULAR ARTICLE.',
      ours: ['.top'],
      judgement:
        'Same: label, place below the text or beside it, five headlines. Otherwise: each carries its hour, and the rule of the order is said.',
    },
    {
      label: 'The ranking',
      shows: ['**JN ACCESS RANKING**', 2],
      note: 'Directly after the section’s list. No window, unit or number; the stored copy breaks off after two. The paper’s other lists name theirs: past 24 hours, week, month, eight headlines each.',
      ours: ['.ranking'],
      judgement:
        'Same: label and place. Otherwise: numbered, with readers, error, window and what was left out, so that a reader can judge it.',
    },
  ],
};

const ENGLISH_FRONT: Paper = {
  language: 'en',
  kind: 'front',
  title: 'A front page',
  source:
    'The Japan News, front of a section, japannews.yomiuri.co.jp/society, January 20, 2026 (its first page is not in the stored material)',
  parts: [
    {
      label: 'Name and date',
      shows: ['**Society**'],
      note: 'The stored copy shows no hour of the page itself.',
      ours: ['.mast .row'],
      judgement: 'Otherwise: day and hour in both capitals, because the page ages while it is read.',
    },
    {
      label: 'The lead and the latest',
      shows: ['**General News**', 3],
      under: 'teaser of some 100 characters, cut “...” · January 20, 2026',
      note: 'Headline, teaser, date, newest first.',
      ours: ['.seconds', '.latest'],
      judgement:
        'Same: headline, a line of what it says, date; newest first. Otherwise: the line is a whole sentence, and the hour stands with the date.',
    },
    {
      label: 'What is read',
      shows: ['**Society Popular Articles**', 5],
      under: 'teaser · January 16, 2026',
      note: 'Five, in the same form as all others, before the news.',
      ours: ['.front > .side .top', '.front > .side .ranking'],
      judgement:
        'Same: five. Otherwise: beside the news, not before it; figures, error and window are said; headlines are never cut.',
    },
  ],
};

const JAPANESE_ARTICLE: Paper = {
  language: 'ja',
  kind: 'article',
  title: '記事',
  source:
    '時刻：共同通信の記事（news.infoseek.co.jp/amp/article/kyodo_1225053447972208745、2024年11月1日）、ニューズウィーク日本版（newsweekjapan.jp/stories/world/2024/11/523047.php）。説明：朝日新聞の配信（news.yahoo.co.jp、2024年12月1日）。書き出しとランキング：毎日新聞（mainichi.jp/articles/20160928/dde/007/030/036000c）',
  parts: [
    {
      label: '見出し・時刻・書き出し',
      shows: [
        2,
        '**共同通信　2024年11月1日 21時21分**',
        '2024年11月6日(水)21時21分',
        '【ワシントン＋記者名】本文…',
      ],
      note: '年月日、24時間の時・分。時間帯は書かない。発信地は【】で囲む。',
      ours: ['.art > header', '.body p:first-child'],
      judgement:
        '同じ：年月日と時分、発信地の【】、筆者の表示。異なる：初出とワシントンの時刻を添え、版の番号を示す。開票中は何時現在かが本文の意味を左右するため。',
    },
    {
      label: '写真・説明・提供',
      shows: ['▨', '（写真の説明）＝2024年12月1日、鳥取県八頭町、（氏名）撮影'],
      note: '説明に続けて「＝」、撮影の日、場所、撮影者。',
      ours: ['figure.photo'],
      judgement:
        '同じ：説明の末に出所。異なる：写真ではなく図なので「＝日時」を付けず、「イラスト」と明記する。',
    },
    {
      label: '分野の記事一覧',
      shows: ['**おすすめ記事**', '**ピックアップ**', '**話題の記事**'],
      note: '本文の後に並ぶ。保存された写しでは中身は空。',
      ours: ['.top'],
      judgement:
        '同じ：本文の後（広い画面では脇）に置く。異なる：一覧は一つにとどめ、並べる基準を見出しの脇に書く。',
    },
    {
      label: 'アクセスランキング',
      shows: ['**アクセスランキング**　毎時01分更新', 5],
      numbered: true,
      note: '1位から5位まで、番号と見出し。更新の時刻はあるが、人数・対象期間・除外は示さない。',
      ours: ['.ranking'],
      judgement: '同じ：名称、番号、5件。異なる：人数、誤差、集計の時間帯、除外した割合を示す。',
    },
  ],
};

const JAPANESE_FRONT: Paper = {
  language: 'ja',
  kind: 'front',
  title: 'トップページ',
  source:
    '朝日新聞デジタル（www.asahi.com、2021年5月17日と2023年2月6日の写し）、毎日新聞の政治面（mainichi.jp/seiji、2017年11月20日）、全国紙5紙のトップの比較（kibashiri.hatenablog.com/entry/20150707/1436261536、2015年7月7日）',
  parts: [
    {
      label: '日付',
      shows: ['**05月17日**　朝刊記事一覧へ（朝5時更新）'],
      note: '日付と、一覧が更新される時刻。',
      ours: ['.mast .row'],
      judgement: '同じ：最上部に日付。異なる：両首都の時刻まで示す。',
    },
    {
      label: '主な記事と新着',
      shows: ['**速報ニュース**', '**注目情報**', 2, '（2017年11月20日 10:53）'],
      note: '見出し、「…」で切った書き出し、かっこ書きの日時（毎日）。',
      ours: ['.seconds', '.latest'],
      judgement:
        '同じ：見出し、要点、日時の順。異なる：要点は文として完結させ、新着には両都市の時刻を付ける。',
    },
    {
      label: 'アクセスランキング',
      shows: ['**アクセスランキング**', 3],
      numbered: true,
      note: '5紙のトップでは主に右側、3件から10件。',
      ours: ['.front > .side .ranking'],
      judgement: '同じ：右側、5件、番号と見出し。異なる：数え方を下に書き、誤差の範囲で並ぶ順位はそう記す。',
    },
  ],
};

export const PAPERS: readonly Paper[] = [ENGLISH_ARTICLE, JAPANESE_ARTICLE, ENGLISH_FRONT, JAPANESE_FRONT];
