"use strict";
// A page on another site that shows, in a frame, whatever address it is given.
document.getElementById("lms").src = new URLSearchParams(location.search).get("show");
