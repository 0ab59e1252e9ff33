"""From a course to what every package of it contains: pages, course data, credit metadata and assets."""
