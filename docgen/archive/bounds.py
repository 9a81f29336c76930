"""The bounds of the process that reads PDFs of unknown origin: memory, processor time, no helpers."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from typing import Any, Final

if sys.platform != "win32":
    import resource

_EXTENDED_LIMITS: Final = 9
_FLAGS: Final = 0x2 | 0x8 | 0x100 | 0x400
"""Time of the process, number of processes, memory of the process, no dialogue when it crashes."""
_TICKS: Final = 10_000_000
"""Windows counts time in so many parts of a second."""


def bound(seconds: int, memory: int) -> None:
    """Bound this process; what the system refuses is left to the parent's clock."""
    if sys.platform == "win32":
        bound_by_job(ctypes.WinDLL("kernel32"), seconds, memory)
    else:
        wanted = {resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: seconds, resource.RLIMIT_CORE: 0}
        for limit, value in wanted.items():
            _, hard = resource.getrlimit(limit)
            least = value if hard == resource.RLIM_INFINITY else min(value, hard)
            with contextlib.suppress(OSError, ValueError):  # macOS refuses some of them
                resource.setrlimit(limit, (least, hard))


class JobLimits(ctypes.Structure):
    """``JOBOBJECT_EXTENDED_LIMIT_INFORMATION`` of Windows, its two inner structures written out."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
        ("transfers", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def bound_by_job(kernel32: Any, seconds: int, memory: int) -> bool:
    """Put this process into a job of Windows that ends it at its bounds; tell whether it is in there.

    The job lives as long as the process: its handle is never closed.
    """
    kernel32.CreateJobObjectW.restype = ctypes.c_void_p
    kernel32.GetCurrentProcess.restype = ctypes.c_void_p
    job = kernel32.CreateJobObjectW(None, None)
    if not job:
        return False
    limits = JobLimits(
        process_time=seconds * _TICKS,
        flags=_FLAGS,
        active_processes=1,
        process_memory=memory,
    )
    size = ctypes.c_uint32(ctypes.sizeof(limits))
    handle = ctypes.c_void_p(job)
    if not kernel32.SetInformationJobObject(handle, _EXTENDED_LIMITS, ctypes.byref(limits), size):
        return False
    return bool(kernel32.AssignProcessToJobObject(handle, ctypes.c_void_p(kernel32.GetCurrentProcess())))
