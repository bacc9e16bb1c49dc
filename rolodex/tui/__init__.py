"""The full-screen app."""

import os

# Textual waits for its next frame before it draws, and reads how long that is when it is first loaded: at its
# usual 60 a second what a key does is seen up to 17 ms later than it is done
os.environ.setdefault("TEXTUAL_FPS", "120")
