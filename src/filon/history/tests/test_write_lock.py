"""One writer at a time, in order."""

import threading

from filon.history.backends.write_lock import WriteLock


def test_the_lock_is_handed_over_in_the_order_of_asking() -> None:
    lock, order, threads = WriteLock(), [], []
    lock.acquire(1)

    def take(number: int) -> None:
        assert lock.acquire(10)
        order.append(number)
        lock.release()

    for number in range(8):
        threads.append(threading.Thread(target=take, args=(number,)))
        threads[-1].start()
        while len(lock._waiting) + len(order) <= number:
            pass
    lock.release()
    for thread in threads:
        thread.join(10)
    assert order == list(range(8))


def test_who_waits_too_long_is_told_so_and_blocks_nobody() -> None:
    lock = WriteLock()
    lock.acquire(1)
    assert not lock.acquire(0.01)
    lock.release()
    assert lock.acquire(0.01)
