"""Telling about changes."""

import threading

from ova.storage import ChangeFeed


def test_every_subscriber_hears_every_change_in_order():
    feed, first, second = ChangeFeed("thing"), [], []
    feed.subscribe(first.append)
    stop = feed.subscribe(second.append)
    feed.put(1)
    feed.put(2)
    feed.deliver()
    stop()
    stop()
    feed.put(3)
    feed.deliver()
    assert (first, second) == ([1, 2, 3], [1, 2])


def test_a_subscriber_that_raises_is_logged_and_harms_no_one(caplog):
    feed, heard = ChangeFeed("thing"), []

    def fail(_change):
        raise RuntimeError("broken subscriber")

    feed.subscribe(fail)
    feed.subscribe(heard.append)
    feed.put(1)
    feed.deliver()
    assert heard == [1]
    assert "broken subscriber" in caplog.text


def test_a_subscriber_may_make_a_change():
    feed, heard = ChangeFeed("thing"), []

    def echo(change):
        heard.append(change)
        if change < 3:
            feed.put(change + 1)
            feed.deliver()

    feed.subscribe(echo)
    feed.put(1)
    feed.deliver()
    assert heard == [1, 2, 3]


def test_many_threads_deliver_everything_in_one_order():
    feed, heard, lock, put = ChangeFeed("thing"), [], threading.Lock(), []

    def work(start):
        for number in range(start, start + 200):
            with lock:
                put.append(number)
                feed.put(number)
            feed.deliver()

    feed.subscribe(heard.append)
    threads = [threading.Thread(target=work, args=(start,)) for start in range(0, 1600, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == put
