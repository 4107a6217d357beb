"""A real worker process, killed with SIGKILL in the middle of writing; another one goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from helpdesk.commerce.imports.actions.starting import start_writing
from helpdesk.commerce.imports.actions.working import work
from helpdesk.commerce.imports.models import ImportState, OrderImport
from helpdesk.commerce.models import Order, OrderLine
from tests.cast import Cast
from tests.imports.conftest import fresh, numbers, tried, uploaded
from tests.imports.files import csv_of, taobao

ROOT = Path(__file__).parents[2]
WORKER = """
import sys, django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[2]
settings.MEDIA_ROOT = sys.argv[3]
from helpdesk.commerce.imports.actions.working import work
work(import_id=int(sys.argv[1]))
"""
COUNT = 6000


def worker(row: OrderImport) -> subprocess.Popen[bytes]:
    name = str(connection.settings_dict["NAME"])
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(row.pk), name, str(settings.MEDIA_ROOT)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )


def until(row: OrderImport, rows: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while fresh(row).rows_done < rows:
        assert time.monotonic() < end and process.poll() is None, "the worker did not get there"
        time.sleep(0.01)


@pytest.mark.fault
@pytest.mark.usefixtures("told")
def test_a_killed_worker_loses_and_doubles_nothing(real_cast: Cast) -> None:
    row = tried(uploaded(real_cast.qin, csv_of(taobao(COUNT))))
    start_writing(actor=real_cast.qin.user, row=row)
    for reached in (1000, 3000):
        process = worker(row)
        until(row, reached, process)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        half = fresh(row)
        assert half.state == ImportState.RUNNING and half.rows_done < COUNT
        assert Order.objects.filter(shop=real_cast.shop).count() == half.rows_done
        assert numbers(half)["created"] == half.rows_done
    work(import_id=row.pk)
    assert fresh(row).state == ImportState.DONE
    assert numbers(fresh(row)) == {"created": COUNT, "changed": 0, "unchanged": 0, "wrong": 0}
    assert Order.objects.filter(shop=real_cast.shop).count() == COUNT
    assert OrderLine.objects.filter(shop=real_cast.shop).count() == COUNT


@pytest.mark.fault
@pytest.mark.usefixtures("told")
def test_two_workers_at_once_do_no_harm(real_cast: Cast) -> None:
    row = tried(uploaded(real_cast.qin, csv_of(taobao(3000))))
    start_writing(actor=real_cast.qin.user, row=row)
    both = [worker(row), worker(row)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert fresh(row).state == ImportState.DONE
    assert numbers(fresh(row))["created"] == fresh(row).rows_done == 3000
    assert Order.objects.filter(shop=real_cast.shop).count() == 3000
