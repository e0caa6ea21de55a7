/* The search of a site with many pages: in the place of the theme's worker, with the same messages, so that the box, the
   results and the keyboard are the theme's. Its index is in small files, which are fetched as queries need them.

   The setting "split" in the configuration of the search says what there is: see inverted_index.py, which writes it. */
importScripts("../lunr/min/lunr.mul.min.js");

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const [TEXT_BEGINNING, TEXT_WORD, TITLE_BEGINNING, TITLE_WORD] = [1, 2, 3, 4];
/* The files of pages that an answer fetches, as many as browsers fetch from a host at once, and the results that it shows. */
const MOST_FILES = 6;
const MOST_RESULTS = 50;
/* Characters of a text: from how many on it is shortened, and how many come before the first word that was found. */
const LONG_TEXT = 400;
const BEFORE_FOUND = 80;

let index, separator, folder, isSuggesting;
let last = 0;

// --- files

const files = new Map();

const fetched = (path) => {
  if (!files.has(path)) {
    const answer = fetch(new URL(`${path}.json?${index.version}`, folder)).then((response) => {
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response.json();
    });
    answer.catch(() => files.delete(path));
    files.set(path, answer);
  }
  return files.get(path);
};

/* The number of the last of some texts in their order that comes before another, or is the same. */
const lastUpTo = (text, texts) => {
  let low = 0, high = texts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (texts[middle] <= text) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
};

/* The files that have all words that begin with a term, or the word itself and all that begin with it together. */
const filesOf = (term) => {
  const first = lastUpTo(term, index.words);
  const together = index.prefixes.indexOf(term);
  if (together >= 0) return [`words/${first}`, `prefixes/${together}`];
  return first + 1 < index.words.length && index.words[first + 1].startsWith(term)
    ? [`words/${first}`, `words/${first + 1}`]
    : [`words/${first}`];
};

// --- entries

const eachNumber = (numbers, visit) => {
  if (typeof numbers !== "string") {
    let number = -1;
    for (const distance of numbers) visit((number += distance));
    return;
  }
  const bits = atob(numbers);
  for (let place = 0; place < bits.length; place++) {
    for (let byte = bits.charCodeAt(place), bit = 0; byte; byte >>= 1, bit++) if (byte & 1) visit(8 * place + bit);
  }
};

/* How well each entry has a term: 0 where it does not. */
const gradesOf = async (term) => {
  const grades = new Uint8Array(index.entries);
  const raise = (grade) => (number) => (grades[number] = Math.max(grades[number], grade));
  for (const path of filesOf(term)) fetched(path).catch(() => {});
  for (const path of filesOf(term)) {
    for (const [word, [inTitle, inText]] of Object.entries(await fetched(path))) {
      if (!word.startsWith(term)) continue;
      const isWord = word === term && path.startsWith("words/");
      eachNumber(inTitle, raise(isWord ? TITLE_WORD : TITLE_BEGINNING));
      eachNumber(inText, raise(isWord ? TEXT_WORD : TEXT_BEGINNING));
    }
  }
  return grades;
};

/* Of a title that has the terms one after the other: more where it has no other words; less than between two grades. */
const bonusOf = (title, terms) => {
  const words = wordsIn(title).map(([start, end]) => spellings(title.slice(start, end).toLowerCase()));
  const isPhraseFrom = (place) => terms.every((term, n) => words[place + n]?.some((word) => word.startsWith(term)));
  if (!words.some((_, place) => isPhraseFrom(place))) return 0;
  return words.length === terms.length ? 0.75 : 0.5;
};

/* The entries that have all terms, or, where none has, the rarest that any has; the best first, and of equals the first. */
const ranked = (gradesOfTerms) => {
  const counts = gradesOfTerms.map((grades) => grades.reduce((count, grade) => count + (grade > 0), 0));
  const weights = counts.map((count) => Math.log(1 + index.entries / count));
  let most = 0, byScore = [];
  for (let number = 0; number < index.entries; number++) {
    let score = 0, weight = 0;
    for (let n = 0; n < weights.length; n++) {
      if (!gradesOfTerms[n][number]) continue;
      score += gradesOfTerms[n][number];
      weight += weights[n];
    }
    if (weight > most) [most, byScore] = [weight, []];
    if (weight && weight === most) (byScore[score] ??= []).push(number);
  }
  const first = (numbers, score) => numbers.slice(0, MOST_RESULTS).map((number) => ({ number, score }));
  return byScore.map(first).reverse().flat().slice(0, MOST_RESULTS);
};

/* The first of them, of as few files as is said above. */
const shown = (found) => {
  const needed = new Set();
  const end = found.findIndex(({ number }) => needed.add(Math.floor(number / index.pages_each)).size > MOST_FILES);
  return end < 0 ? found : found.slice(0, end);
};

const entryOf = async (number) => {
  const { docs } = await fetched(`pages/${Math.floor(number / index.pages_each)}`);
  return docs[number % index.pages_each];
};

// --- texts

/* Start and end of each word. */
const wordsIn = (text) => {
  const words = [];
  let start = 0;
  for (const match of [...text.matchAll(separator), { 0: "", index: text.length }]) {
    if (start < match.index) words.push([start, match.index]);
    start = match.index + match[0].length;
  }
  return words;
};

const termsOf = (query) => {
  const text = query.normalize("NFC").toLowerCase().replace(/["*+^~]/g, " ").replace(/&/g, "&amp;");
  return [...new Set(wordsIn(text).map(([start, end]) => text.slice(start, end)))];
};

const isFound = (word, terms) => {
  const spelt = spellings(word.toLowerCase());
  return terms.some((term) => spelt.some((spelling) => spelling.startsWith(term)));
};

const marked = (text, terms) => {
  const words = wordsIn(text);
  const found = words.filter(([start, end]) => isFound(text.slice(start, end), terms));
  let [from, to] = [0, text.length];
  if (text.length > LONG_TEXT) {
    const [first] = found[0] ?? [0];
    from = first > LONG_TEXT / 2 ? words.find(([start]) => start >= first - BEFORE_FOUND)[0] : 0;
    to = words.findLast(([, end]) => end <= from + LONG_TEXT)?.[1] ?? to;
  }
  let done = from;
  let result = from ? "… " : "";
  for (const [start, end] of found.filter(([start, end]) => start >= from && end <= to)) {
    result += `${text.slice(done, start)}<mark>${text.slice(start, end)}</mark>`;
    done = end;
  }
  return result + text.slice(done, to) + (to < text.length ? " …" : "");
};

// --- answers

/* A page with those of its sections that were found. */
const withPages = (items) => {
  const pages = new Map();
  for (const item of items) {
    const [page] = item.location.split("#");
    pages.set(page, [...(pages.get(page) ?? []), item]);
  }
  for (const [location, sections] of pages) {
    if (sections.some((section) => section.location === location)) continue;
    sections.push({ location, title: sections[0].page, text: "", score: 0, terms: {} });
  }
  return [...pages.values()];
};

const answerTo = async (query) => {
  const terms = termsOf(query);
  if (!terms.length) return [];
  const grades = await Promise.all(terms.map(gradesOf));
  const best = shown(ranked(grades));
  const entries = await Promise.all(best.map(({ number }) => entryOf(number)));
  const items = entries.map((entry, place) => {
    const { number, score } = best[place];
    const has = terms.map((term, n) => [term, grades[n][number] > 0]);
    const bonus = bonusOf(entry.title, terms.filter((_, n) => has[n][1]));
    const texts = { title: marked(entry.title, terms), text: marked(entry.text, terms) };
    return { ...entry, ...texts, score: score + bonus, terms: Object.fromEntries(has) };
  });
  return withPages(items.sort((one, other) => other.score - one.score));
};

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    index = data.config.split;
    separator = new RegExp(data.config.separator, "g");
    folder = new URL(`../../../../${index.folder}/search/`, location);
    isSuggesting = data.options.suggest;
    postMessage({ type: READY });
  } else if (type === QUERY) {
    const number = ++last;
    try {
      const items = await answerTo(data);
      /* Of queries that are typed faster than they are answered, only the last counts. */
      if (number === last) postMessage({ type: RESULT, data: { items, ...(isSuggesting && { suggest: [] }) } });
    } catch (error) {
      console.warn(error);
    }
  }
});
