// A transcript that is read in the place of a film: for who cannot see, hear or play it. It is confirmed at its end.
//
// data.films[].transcript: "#" and the id of a heading, or the path of a file.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, view, acts, media } = kit;
  const { one, byId, make, text, hide } = kit.dom;

  // What stands last below a heading, or the paragraph with the link.
  function endOf({ transcript, pages }) {
    const [, id] = transcript.split("#");
    const link = id ? null : pages.map((page) => one('a[href="' + transcript + '"]', byId(page))).find(Boolean);
    if (link) return link.closest("p, ul, ol, dl, table, figure") || link;
    const heading = id && byId(id);
    if (!heading) return null;
    const all = Array.from(heading.parentNode.children);
    const rest = all.slice(all.indexOf(heading) + 1);
    const next = rest.findIndex(({ tagName }) => /^H[1-6]$/.test(tagName) && tagName <= heading.tagName);
    return (next < 0 ? rest : rest.slice(0, next)).pop() || heading;
  }

  // One button for all films that share a transcript.
  function offer(run, films) {
    const button = make("button", "quiet read-transcript", word("readTranscript"));
    const note = make("p", "watched", "");
    const open = () => films.filter((film) => !media.done(run.state, film));
    button.type = "button";
    note.setAttribute("tabindex", "-1");
    endOf(films[0]).after(button, note);
    button.addEventListener("click", () => {
      if (!acts.working(run) || run.state.date) return;
      for (const film of open()) media.settle(run, film, media.READ);
      text(note, media.wasRead());
      note.focus();
      run.keep.save();
    });
    return () => hide(button, !open().length || !acts.working(run) || run.state.date !== "");
  }

  function begin(run) {
    const films = run.data.films.filter((film) => film.transcript && endOf(film));
    const places = Array.from(new Set(films.map(({ transcript }) => transcript)));
    const renders = places.map((place) => offer(run, films.filter(({ transcript }) => transcript === place)));
    const { renderFrame } = view;
    view.renderFrame = function (model) {
      renderFrame(model);
      for (const render of renders) render();
    };
  }

  const { keeper } = kit;
  kit.keeper = function (run, kept) {
    begin(run);
    return keeper(run, kept);
  };
})();
