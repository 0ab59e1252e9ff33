"""What an author looks at before an LMS does: so far the small learning record store (:mod:`scormkit.preview.lrs`)."""
