"""`python -m ocr PHOTO...`: one JSON object a photo."""

import json
import sys
from pathlib import Path

from ocr.report import read_files

if __name__ == "__main__":
    for reading in read_files([Path(name) for name in sys.argv[1:] if name != "--json"]):
        sys.stdout.write(json.dumps(reading, ensure_ascii=False) + "\n")
