// Whether the films, which are videos and recordings, were played: by their ranges, in sixtieths of a film, over all
// visits. What was skipped was not played.
//
// state.films: {key: ten letters of six sixtieths each, "*" when enough was played, or "=" when the transcript was read
// instead}. data.films: [{src, key, pages, transcript}].
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress, view, acts } = kit;
  const { all, byId, make, text } = kit.dom;
  const PARTS = 60;
  const ENOUGH = 54; // nine tenths
  const SLACK = 0.25; // seconds by which players are out
  const SAVE = 30000; // milliseconds between two saves while a film runs
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const OVER = "*";
  const READ = "=";
  const WAYS = { [OVER]: ["watched-", "watched/"], [READ]: ["transcript-", "experienced/"] }; // as hosts are told

  const films = (state) => state.films || {};
  const bits = (letters) => Array.from(String(letters || "").padEnd(PARTS / 6, "A"), (letter) => LETTERS.indexOf(letter))
    .flatMap((six) => [32, 16, 8, 4, 2, 1].map((bit) => (six & bit) > 0));
  const letters = (seen) => Array.from({ length: PARTS / 6 }, (_, at) =>
    LETTERS[seen.slice(at * 6, at * 6 + 6).reduce((six, bit) => six * 2 + Number(bit), 0)]).join("");
  const count = (seen) => seen.filter(Boolean).length;

  function union(one, other) {
    for (const way of [OVER, READ]) if (one === way || other === way) return way;
    const others = bits(other);
    const seen = bits(one).map((bit, at) => bit || others[at]);
    return count(seen) >= ENOUGH ? OVER : letters(seen);
  }

  const done = (seen) => seen === OVER || seen === READ;
  // The films of the pages that this learner is led through.
  const asked = ({ films: all, sections }) => all.filter(({ pages }) => sections.some(({ id }) => pages.includes(id)));
  progress.order.splice(progress.order.indexOf("post-test"), 0, "media");
  progress.met.media = (data, state) => asked(data).every(({ key }) => done(films(state)[key]));
  kit.kept.push({
    pack: (state) => (state.films ? { m: state.films } : {}),
    unpack({ m }) {
      const sound = Object.entries(Object(m)).filter(([, seen]) => /^([*=]|[\w-]{10})$/.test(seen)).slice(0, 200);
      return sound.length ? { films: Object.fromEntries(sound) } : {};
    },
    merge(mine, other) {
      const keys = Object.keys({ ...films(mine), ...films(other) });
      const both = keys.map((key) => [key, union(films(mine)[key], films(other)[key])]);
      return keys.length ? { films: Object.fromEntries(both) } : {};
    },
  });

  // ---- what a player has played

  function played({ played: ranges, duration }) {
    const runs = Array.from({ length: ranges.length }, (_, at) => [ranges.start(at), ranges.end(at)]);
    const part = duration / PARTS;
    const slack = Math.min(SLACK, part / 4);
    return letters(Array.from({ length: PARTS }, (_, at) =>
      runs.some(([from, to]) => from <= at * part + slack && to >= (at + 1) * part - slack)));
  }

  const percent = (seen) => (seen === OVER ? 100 : Math.floor((count(bits(seen)) * 100) / PARTS));

  const wasRead = () => word("transcriptRead");

  function said({ data, state }, { key, transcript }, { tagName, error }) {
    const seen = films(state)[key];
    if (seen === READ) return wasRead();
    if (seen === OVER) return word("watched." + tagName.toLowerCase());
    if (!error) return word("watching", { n: percent(seen) });
    return word(transcript ? "filmBroken.transcript" : "filmBroken", { contact: data.contact || word("provider") });
  }

  const tell = (video, run, film) => text(video.note, said(run, film, video));

  // A film is done with, one way or the other.
  function settle(run, { src, key }, way) {
    const [id, name] = WAYS[way];
    run.state.films = { ...films(run.state), [key]: way };
    run.keep.tell({ role: "media", id: id + key, type: "true-false", response: ["true"] });
    run.keep.reach("told", { name: name + src });
    acts.advance(run);
    view.renderFrame(run);
  }

  function begin(run) {
    const { data } = run;
    let saved = 0;
    let unsaved = false;
    const filmOf = (video) => data.films.find(({ src }) => src === video.getAttribute("src"));
    const videos = () => all("video, audio").filter(filmOf);

    for (const video of videos()) {
      video.note = make("p", "watched", "");
      (video.closest("figure") || video).after(video.note);
    }
    const render = () => videos().forEach((video) => tell(video, run, filmOf(video)));

    function look({ target: video, type }) {
      const film = video.played && filmOf(video);
      const { state } = run;
      if (!film || !(video.duration > 0) || !acts.working(run) || done(films(state)[film.key]) || state.date) return;
      const before = films(state)[film.key];
      const seen = union(before, played(video));
      state.films = { ...films(state), [film.key]: seen };
      if (seen === OVER) settle(run, film, OVER);
      tell(video, run, film);
      if (seen === OVER) text(byId("place"), said(run, film, video));
      unsaved = unsaved || seen !== before;
      if (!unsaved || (seen !== OVER && type === "timeupdate" && kit.now() - saved < SAVE)) return;
      [saved, unsaved] = [kit.now(), false];
      run.keep.save();
    }

    // Where an earlier visit left it: at the first part that was not seen.
    function resume({ target: video }) {
      const film = filmOf(video);
      const seen = film && films(run.state)[film.key];
      if (!seen || done(seen) || video.resumed || video.currentTime > 1) return;
      video.resumed = true;
      const gap = bits(seen).indexOf(false);
      if (gap > 0 && video.duration > 0) video.currentTime = (gap * video.duration) / PARTS;
    }

    const { document } = globalThis;
    for (const name of ["timeupdate", "pause", "ended"]) document.addEventListener(name, look, true);
    document.addEventListener("play", resume, true);
    document.addEventListener("error", ({ target }) => {
      if (target.played && filmOf(target)) tell(target, run, filmOf(target));
    }, true);
    const { renderFrame } = view;
    view.renderFrame = function (model) {
      renderFrame(model);
      render();
    };
    render();
  }

  kit.media = { READ, settle, wasRead, done: (state, { key }) => done(films(state)[key]) };

  const { keeper } = kit;
  kit.keeper = function (run, kept) {
    begin(run);
    return keeper(run, kept);
  };
})();
