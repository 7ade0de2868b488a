//! Programs that the tests sample.

use std::sync::Arc;

use lintseq_core::{Language, find_language};

/// The language of the programs below.
pub(crate) fn python() -> Arc<Language> {
    find_language("python").expect("the first language is built in")
}

/// Eight statements that do not depend on each other.
pub(crate) const FLAT: &str =
    "print(1)\nprint(2)\nprint(3)\nprint(4)\nprint(5)\nprint(6)\nprint(7)\nprint(8)\n";

/// Functions, branches, loops, comments and blank lines.
pub(crate) const BRANCHING: &str = "\
import math

LIMIT = 3
# How much is added.
STEP = 1


def area(radius):
    \"\"\"Area of a circle.

    Of any radius.
    \"\"\"
    if radius < 0:
        # Negative ones have none.
        raise ValueError(radius)
    elif radius == 0:
        return 0
    else:
        result = math.pi * radius ** 2
    return result


def grow(start):
    values = []
    for step in range(LIMIT):
        start += STEP
        values.append(
            area(start),
        )
    return values


for value in grow(1):
    print(value)
    if value > LIMIT:
        break
else:
    print(\"none\")
";

/// Classes with members and inheritance.
pub(crate) const CLASSES: &str = "\
from collections import deque


class Queue:
    \"\"\"First in, first out.\"\"\"

    def __init__(self, size=10):
        self.items = deque()
        self.size = size

    def push(self, item):
        if len(self.items) < self.size:
            self.items.append(item)
            return True
        return False

    def pop(self):
        try:
            return self.items.popleft()
        except IndexError as error:
            raise KeyError(\"empty\") from error
        finally:
            print(\"pop\")


class Counted(Queue):
    count = 0

    def push(self, item):
        Counted.count += 1
        return super().push(item)


queue = Counted(5)
for number in [
    1,
    2,
    3,
]:
    queue.push(number)
print(queue.pop(), queue.count)
";

/// Programs of all kinds, odd line ends and characters among them.
pub(crate) const PROGRAMS: &[&str] = &[
    FLAT,
    BRANCHING,
    CLASSES,
    "x = 1",
    "x = 1\n",
    "x = 1\r\nif x:\r\n    print(x)\r\nelse:\r\n    print(2)\r\n",
    "# nothing but a comment\n",
    "\n\n\n",
    "\u{feff}import os\nprint(os.sep)\n",
    "def f():\n\tif 1:\n\t\treturn 'ä\u{2028}b\u{c}'\n\n\nprint(f())",
    "text = '''\n+ a\n- b\n@@ -1 +1 @@\n\n'''\nprint(text); print(1)\nif text: print(2)\n",
    "total = 1 + \\\n    2\nassert total, \\\n    'x'\nprint(\n    total,\n    # inside\n    total,\n)\n",
    "match 1:\n    case 1 | 2:\n        print(1)\n    case [a, *b]:\n        print(a, b)\n    case _:\n        pass\n",
    "try:\n    import json\nexcept ImportError:\n    json = None\nelse:\n    print(1)\nfinally:\n    print(json)\n",
];
