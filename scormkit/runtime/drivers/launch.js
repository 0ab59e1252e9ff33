// A Tin Can launch: what comes in the query leaves it at once. It is never logged and never written anywhere.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { parse, object } = kit;
  const PARAMETERS = ["endpoint", "auth", "actor", "registration", "activity_id"];
  const IDENTIFIERS = ["account", "mbox", "mbox_sha1sum", "openid"]; // Data 2.4.2.3

  // Some LMSs encode twice.
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (error) {
      return text;
    }
  }
  const plain = (text, sign) => (text.includes(sign) ? text : decoded(text));

  function take() {
    const given = Object.fromEntries(PARAMETERS.map((name) => [name, ""]));
    try {
      const { location, history } = globalThis;
      const query = new globalThis.URLSearchParams(location.search);
      for (const name of PARAMETERS) {
        given[name] = query.get(name) || "";
        query.delete(name);
      }
      const rest = String(query);
      if (location.search) history.replaceState(null, "", location.pathname + (rest && "?" + rest) + location.hash);
    } catch (error) {
      kit.log("launch", "address kept"); // a file's may not be rewritten
    }
    return given;
  }

  function address(text) {
    try {
      const url = new globalThis.URL(plain(text, "://"));
      const fits = /^https?:$/.test(url.protocol) && !url.username && !url.password;
      return fits ? url.origin + url.pathname.replace(/\/*$/, "/") : "";
    } catch (error) {
      return "";
    }
  }

  // A plus that was not encoded has come as a space.
  function credential(text) {
    const [scheme, ...rest] = plain(text, " ").trim().split(" ");
    const value = rest.join("+");
    return /^[!-~]+$/.test(scheme + value) ? (scheme + " " + value).trim() : "";
  }

  const first = (value) => (Array.isArray(value) ? value[0] : value);

  // Version 0.9 had lists and other names. Anything else stays as it was launched.
  function person(text) {
    const given = object(parse(text) || parse(decoded(text)));
    const name = IDENTIFIERS.find((each) => first(given[each]));
    const account = object(first(given.account));
    if (!name) return null;
    if (!Array.isArray(given.name) && !Array.isArray(given[name]) && !account.accountServiceHomePage) return given;
    const value = name !== "account" ? first(given[name])
      : { homePage: account.homePage || account.accountServiceHomePage, name: account.name || account.accountName };
    return { objectType: "Agent", ...(given.name ? { name: first(given.name) } : {}), [name]: value };
  }

  const given = take();
  const activity = plain(given.activity_id, "://");
  const actor = person(given.actor);
  const { name, member, ...agent } = actor || {}; // who, without a name
  kit.launch = {
    endpoint: address(given.endpoint),
    auth: credential(given.auth),
    actor,
    agent: JSON.stringify(agent),
    registration: kit.uuid.isUuid(given.registration) ? given.registration : "",
    activity: /^[a-z][a-z0-9+.-]*:\S+$/i.test(activity) ? activity : "",
  };
})();
