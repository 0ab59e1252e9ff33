// A dialog: the log for support staff. No decisions.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word } = kit;
  const { byId, text } = kit.dom;

  const line = ({ at, event, detail }) => new Date(at).toISOString() + "  " + event + (detail ? "  " + detail : "");

  function facts() {
    const { dataset } = globalThis.document.documentElement;
    const driver = kit.driver ? kit.driver.name : "";
    return [dataset.course + " " + dataset.version, driver, globalThis.navigator.userAgent].join("  ");
  }

  // The clipboard is missing on plain HTTP: then the text is selected, and copied in the old way where there is one.
  async function copy(area, said) {
    area.focus();
    area.select();
    try {
      await globalThis.navigator.clipboard.writeText(area.value);
    } catch (error) {
      if (!globalThis.document.execCommand("copy")) return text(said, word("logSelected"));
    }
    return text(said, word("logCopied"));
  }

  function log() {
    const dialog = byId("log");
    byId("log-text").value = [facts(), ...kit.entries().map(line)].join("\n");
    text(byId("log-said"), "");
    byId("log-copy").onclick = () => copy(byId("log-text"), byId("log-said"));
    byId("log-close").onclick = () => dialog.close();
    if (!dialog.open) dialog.showModal();
  }

  kit.dialogs = { copy, log };
})();
