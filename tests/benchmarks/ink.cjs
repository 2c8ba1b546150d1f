// Plays an ink story: one question a line on standard input, one answer a line on standard output, both JSON.
//   {first, last}                 plays random runs, and answers {seconds, options, ends}
//   {first, last, watched: true}  plays them too, and answers all moments: [[what is on offer, ...], t0, t1, mood]
//   {choices}                     makes these choices, and answers an end or null
// An end is [ending, t0, t1, mood]. Reading and compiling the story is in no answer's seconds.

const fs = require("fs");
const readline = require("readline");
const { performance } = require("perf_hooks");
const { Compiler } = require("inkjs/full");

const story = new Compiler(fs.readFileSync(process.argv[2], "utf8")).Compile();

// mulberry32: a small generator with a seed, as Math.random has none
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function values() {
  const { t0, t1, mood } = story.variablesState;
  return [t0, t1, mood];
}

function end(text) {
  return [text.trim().split("\n").at(-1), ...values()];
}

// Plays one run, and returns how it ended; `look` is given what is on offer at every step
function talk(run, look) {
  const next = chance(run);
  story.ResetState();
  let text = story.ContinueMaximally();
  while (story.currentChoices.length) {
    const offered = story.currentChoices;
    look(offered);
    story.ChooseChoiceIndex(Math.floor(next() * offered.length));
    text = story.ContinueMaximally();
  }
  return end(text);
}

function play(first, last) {
  const options = new Set();
  const ends = new Map();
  const look = (offered) => offered.forEach((choice) => options.add(choice.text));
  const begin = performance.now();
  for (let run = first; run < last; run++) {
    const found = talk(run, look);
    ends.set(found.join(), found);
  }
  const seconds = (performance.now() - begin) / 1000;
  return { seconds, options: [...options], ends: [...ends.values()] };
}

function watch(first, last) {
  const moments = new Map();
  const look = (offered) => {
    const found = [offered.map((choice) => choice.text), ...values()];
    moments.set(found.join(), found);
  };
  for (let run = first; run < last; run++) talk(run, look);
  return [...moments.values()];
}

function follow(choices) {
  story.ResetState();
  let text = story.ContinueMaximally();
  for (const wanted of choices) {
    const choice = story.currentChoices.find((one) => one.text.endsWith("." + wanted));
    if (!choice) return null;
    story.ChooseChoiceIndex(choice.index);
    text = story.ContinueMaximally();
  }
  return story.currentChoices.length ? null : end(text);
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { choices, first, last, watched } = JSON.parse(line);
  const answer = choices ? follow(choices) : (watched ? watch : play)(first, last);
  process.stdout.write(JSON.stringify(answer) + "\n");
});
