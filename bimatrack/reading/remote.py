"""What a worker of a cluster does: reads the bytes that it is sent. It knows neither Dask nor the files."""

import threading
from asyncio import sleep
from functools import lru_cache

from bimatrack import bounds
from bimatrack.i18n import language, set_language
from bimatrack.readers import open_bytes
from bimatrack.reading.documents import Item, tried
from bimatrack.reading.wire import VERSION, Order, Source, answer_of, order_in, sources_in
from bimatrack.rules.loader import RuleFile, use


async def read_there(version: str, order: bytes, portion: bytes) -> tuple[str, bytes]:
    """Read a portion by an order of *version*; return the version here, and what was read where it is the same.

    A coroutine, since Dask runs these on a worker's main thread: there the bounds of time can be held, and no two
    sources are read at a time, whoever sent them.
    """
    if version != VERSION:
        return VERSION, b""
    if threading.current_thread() is threading.main_thread():
        bounds.hold()
    read = []
    for source in sources_in(portion):
        read.append(_read(source, _ordered(order)))
        await sleep(0)  # The worker tells others that it lives.
    return VERSION, answer_of(read)


@lru_cache(2)
def _ordered(order: bytes) -> Order:
    return order_in(order)


def _read(source: Source, order: Order) -> tuple[Item, ...]:
    # Another's order may have been here in between.
    if language() != order.language:
        set_language(order.language)
    use([RuleFile(*rule) for rule in order.rules])
    return tried(lambda: open_bytes(source.data, source.name), order.terms(), source.name)
