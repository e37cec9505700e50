"""The web page's entry: opens the library, builds the page, serves it until it is stopped.

Importing it starts nothing. The address is Gradio's usual one: GRADIO_SERVER_NAME, GRADIO_SERVER_PORT.
"""

import os
import sys
import threading

from index.__main__ import progress_bar
from index.embedder import EmbedderError
from index.library import LibraryError, open_library
from index.settings import read_settings
from qa.language_model import LanguageModelError, chosen_model
from qa.names import names
from qa.reader import ReaderError, bundled_reader
from qa.settings import SettingsError
from qa.settings import read_settings as read_own_settings


def main() -> None:
    """Serve the page. Ends with one line on the error stream where the library or the port cannot be opened."""
    # Gradio reads this when it is imported, so its import waits until here.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    from qa.web.page import build_page
    from qa.web.serving import open_page, read_access

    try:
        with progress_bar("加入自带的文章") as progress:
            library = open_library(read_settings(), progress=progress)
        access = read_access()
        llm = chosen_model(read_own_settings())
        # So that the first question does not wait for the models.
        bundled_reader()
        names("问据")
        address = open_page(build_page(library, llm), access)
    except (LibraryError, EmbedderError, ReaderError, LanguageModelError, SettingsError) as error:
        sys.exit(f"错误：{error}")
    except OSError as error:
        sys.exit(f"错误：网页无法启动，请用 GRADIO_SERVER_PORT 换一个端口（{error}）")
    print(f"问据已打开：{address}（按 Ctrl+C 结束）", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print("问据已关闭。")
    finally:
        library.close()


if __name__ == "__main__":
    main()
