"""scormkit: the compiler for accredited medical education.

A course is a folder of files; a package is a zip that a hospital's LMS imports. Data goes one way::

    course_src -source-> Course + findings -checks-> findings
               -compile-> Compiled -targets-> Bundle -archive-> dist/*.zip

Rooms import lower floors only (``tests/test_floors.py`` holds the plan and enforces it).
"""

__version__ = "0.1.0"
