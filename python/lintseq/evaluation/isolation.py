"""What the kernel keeps from a program: the network, files, other processes, privileges.

This is of Linux, and takes no privileges where the system lets users have namespaces of their own.
"""

from __future__ import annotations

import ctypes
import os
import signal

__all__ = ["NEW_PIDS", "Isolation"]

_NEW_MOUNTS, _NEW_USER, NEW_PIDS, _NEW_NET, _NEW_IPC = 1 << 17, 1 << 28, 1 << 29, 1 << 30, 1 << 27
_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_EXEC = 1, 2, 4, 8
_BIND, _RECURSIVE, _PRIVATE = 1 << 12, 1 << 14, 1 << 18
_AT_RECURSIVE, _AT_FDCWD, _SYS_MOUNT_SETATTR = 0x8000, -100, 442
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
_CAPABILITIES = 64
_CAPABILITY_VERSION = 0x20080522
_TEMPORARY = ("/tmp", "/var/tmp")  # noqa: S108 - programs get empty ones
_HIDDEN = ("/run", "/var/run", *_TEMPORARY)  # sockets of services lie there


class _Attributes(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns", ctypes.c_uint64),
    )


def _checked(result: int, what: str) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


class Isolation:
    """What the kernel can keep from a program.

    Args:
        folder: Where programs run.
        needed: What has to stay where it is, so that no folder around it is hidden.
        shown: Folders that are to be seen, even where one around them is hidden.
    """

    def __init__(self, folder: str, needed: list[str], shown: list[str]) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._folder = folder
        self._shown = shown
        self._hidden: list[str] = []
        self._needed = [os.path.realpath(path) + "/" for path in needed]

    def unshare(self, flags: int) -> None:
        """Leave namespaces for new ones; in a new one of users keep one's own number."""
        user, group = os.getuid(), os.getgid()
        _checked(self._libc.unshare(flags), "unshare")
        if flags & _NEW_USER:
            _write("/proc/self/setgroups", "deny")
            _write("/proc/self/uid_map", f"{user} {user} 1")
            _write("/proc/self/gid_map", f"{group} {group} 1")

    def enclose(self) -> None:
        """Leave the network, other processes, and all that could be written."""
        self.unshare(_NEW_USER | _NEW_MOUNTS | _NEW_NET | _NEW_IPC | NEW_PIDS)
        self._end_with_parent()
        child = os.fork()
        if child:
            _, status = os.waitpid(child, 0)
            os._exit(os.waitstatus_to_exitcode(status) & 255)
        self._end_with_parent()
        _checked(self._libc.mount(None, b"/", None, _RECURSIVE | _PRIVATE, None), "mount")
        for path in _HIDDEN:
            real = os.path.realpath(path) + "/"
            if os.path.isdir(real) and not any(one.startswith(real) for one in self._needed):  # noqa: PTH112
                self._hidden.append(path)
        self._hide(self._hidden, 1 << 20, _NO_EXEC)
        os.makedirs(self._folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        flags = _NO_SUID | _NO_DEVICES | _NO_EXEC
        _checked(self._libc.mount(b"proc", b"/proc", b"proc", flags, None), "mount /proc")
        self._protect("/", _READ_ONLY, 0, recursive=True)
        self._protect("/proc", 0, _READ_ONLY, recursive=False)  # a room is mapped there

    def room(self, size: int) -> None:
        """Give one job a folder, and a view of the system of its own."""
        self.unshare(_NEW_USER | _NEW_MOUNTS)
        self._hide([path for path in self._hidden if path in _TEMPORARY], size, 0)
        os.makedirs(self._folder, mode=0o700, exist_ok=True)  # noqa: PTH103 - that may have hidden it
        self._memory(self._folder, size, 0)
        if os.path.isdir("/dev/shm"):  # noqa: PTH112, S108
            self._memory("/dev/shm", size, _NO_EXEC)  # noqa: S108
        self._protect("/proc", _READ_ONLY, 0, recursive=False)

    def unprivileged(self) -> None:
        """Give up, for good, what one may do in one's own namespaces."""
        self._libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        for capability in range(_CAPABILITIES):
            self._libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
        header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
        _checked(self._libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")

    def untraced(self) -> None:
        """Let no other process look into this one."""
        self._libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)

    def _end_with_parent(self) -> None:
        self._libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)

    def _hide(self, paths: list[str], size: int, flags: int) -> None:
        """Put empty folders in place of others; what is shown, and was in there, stays."""
        shown = {path: os.open(path, os.O_PATH) for path in self._shown}
        for path in paths:
            self._memory(path, size, flags)
        for path, descriptor in shown.items():
            if not os.path.isdir(path):  # noqa: PTH112
                os.makedirs(path, mode=0o700)  # noqa: PTH103
                source = f"/proc/self/fd/{descriptor}".encode()
                done = self._libc.mount(source, path.encode(), None, _BIND, None)
                _checked(done, f"mount {path}")
            os.close(descriptor)

    def _memory(self, path: str, size: int, flags: int) -> None:
        flags |= _NO_SUID | _NO_DEVICES
        options = f"size={size},nr_inodes=10000,mode=0700".encode()
        _checked(
            self._libc.mount(b"tmpfs", path.encode(), b"tmpfs", flags, options), f"mount {path}"
        )

    def _protect(self, path: str, added: int, removed: int, *, recursive: bool) -> None:
        attributes = _Attributes(added, removed, 0, 0)
        flags = _AT_RECURSIVE if recursive else 0
        result = self._libc.syscall(
            _SYS_MOUNT_SETATTR, _AT_FDCWD, path.encode(), flags,
            ctypes.byref(attributes), ctypes.sizeof(attributes),
        )  # fmt: skip
        _checked(result, f"mount_setattr {path}")


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:  # noqa: PTH123
        file.write(text)
