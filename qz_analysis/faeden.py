"""Work beside other work: in threads, or one after the other where the other cores have work of their own."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any


class Reihum(Executor):
    """An Executor that does at once what it is given, in the thread of whoever asks."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return the result, or the error, of a call that is done by then."""
        zukunft: Future[Any] = Future()
        try:
            zukunft.set_result(fn(*args, **kwargs))
        except Exception as fehler:
            zukunft.set_exception(fehler)
        return zukunft


@contextmanager
def nebenbei(faeden: int, *, gleichzeitig: bool) -> Iterator[Executor]:
    """Give some threads, or none; what they have not begun when the block fails, they leave."""
    if not gleichzeitig:
        yield Reihum()
        return
    with ThreadPoolExecutor(faeden) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
