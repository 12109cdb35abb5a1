//! What the inspector binds itself with before it touches a foreign byte.
//!
//! Linux keeps all of it. Other Unix systems keep all but memory and the end with the desk. Windows keeps memory, time
//! and that there is one process, by a job object; that was checked against the system's declarations, and never run.

use serde::{Deserialize, Serialize};

/// How much one file may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of memory beside what the inspector holds before it begins.
    pub memory: u64,
    /// Seconds of processor time, all threads together.
    pub seconds: u64,
}

/// What any file may take: more than the most that small hostile ones are known to ask for.
const MEMORY: u64 = 128 << 20;
/// What each byte of a file may take beside that: a table's cells and a feature's properties are larger in memory
/// than in the file, and an archive's entries are packed.
const MEMORY_PER_BYTE: u64 = 12;
/// More than any file of an allowed size needs.
const MOST_MEMORY: u64 = 6 << 30;
const SECONDS: u64 = 30;
/// A file of this many bytes may take another second: a slow machine reads a hundred times as fast.
const BYTES_PER_SECOND: u64 = 256 << 10;

/// What any basemap may take: one directory and one tile unpacked, and SQLite's pages.
const CHART_MEMORY: u64 = 256 << 20;
/// Of so many bytes of a basemap one more may be held: an entry has forty, and a tile is seldom smaller than that.
const CHART_BYTES_PER_BYTE: u64 = 4;
/// A basemap of this many bytes may take another second.
const CHART_BYTES_PER_SECOND: u64 = 2 << 20;

/// What an attachment may take: the largest picture twice over, once as it was held and once upright.
const ATTACHMENT_MEMORY: u64 = 1 << 30;
/// Seconds of an attachment; a slow machine turns and shrinks the largest picture in less.
const ATTACHMENT_SECONDS: u64 = 60;

impl Limits {
    /// What an attachment may cost, whatever its size: a small file may be a large picture.
    pub fn for_attachment() -> Self {
        Self { memory: ATTACHMENT_MEMORY, seconds: ATTACHMENT_SECONDS }
    }

    /// What a file of so many bytes may cost.
    pub fn for_file(size: u64) -> Self {
        Self {
            memory: size.saturating_mul(MEMORY_PER_BYTE).saturating_add(MEMORY).min(MOST_MEMORY),
            seconds: SECONDS + size / BYTES_PER_SECOND,
        }
    }

    /// What a basemap's file of so many bytes may cost: it is read in passing, and only its directories are held.
    pub fn for_chart(size: u64) -> Self {
        Self {
            memory: (size / CHART_BYTES_PER_BYTE).saturating_add(CHART_MEMORY).min(MOST_MEMORY),
            seconds: SECONDS + size / CHART_BYTES_PER_SECOND,
        }
    }

    /// Binds this process for good; `parent` is who started it. An error says what could not be bound.
    #[cfg(unix)]
    pub(crate) fn bind(self, parent: u32) -> Result<(), String> {
        use rustix::process::Resource;

        end_with(parent)?;
        bind_memory(self.memory)?;
        // At the first the system says why, at the second it only ends.
        limit(Resource::Cpu, self.seconds, self.seconds + 1)?;
        limit(Resource::Core, 0, 0)?;
        limit(Resource::Fsize, 0, 0)?;
        // What is open stays open.
        limit(Resource::Nofile, 0, 0)
    }

    /// Binds this process for good. It ends by itself when nobody hears it any more.
    #[cfg(windows)]
    #[expect(unsafe_code, reason = "the system's own calls; std has none for job objects")]
    pub(crate) fn bind(self, _parent: u32) -> Result<(), String> {
        use std::ptr::{from_ref, null};

        use windows_sys::Win32::System::JobObjects as job;
        use windows_sys::Win32::System::Threading::GetCurrentProcess;

        /// What a process holds before it begins counts here, too.
        const HELD: u64 = 64 << 20;
        /// Of a tenth of a microsecond.
        const STEPS_PER_SECOND: i64 = 10_000_000;

        let mut limits = job::JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
        limits.BasicLimitInformation.LimitFlags = job::JOB_OBJECT_LIMIT_PROCESS_MEMORY
            | job::JOB_OBJECT_LIMIT_PROCESS_TIME
            | job::JOB_OBJECT_LIMIT_ACTIVE_PROCESS
            | job::JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
        limits.BasicLimitInformation.ActiveProcessLimit = 1;
        limits.BasicLimitInformation.PerProcessUserTimeLimit =
            i64::try_from(self.seconds).unwrap_or(i64::MAX).saturating_mul(STEPS_PER_SECOND);
        limits.ProcessMemoryLimit = usize::try_from(self.memory.saturating_add(HELD)).unwrap_or(usize::MAX);
        let size = size_of::<job::JOBOBJECT_EXTENDED_LIMIT_INFORMATION>() as u32;
        let failed = |what: &str| Err(format!("{what}: {}", std::io::Error::last_os_error()));
        // SAFETY: the job has no name and is ours alone, and `limits` outlives the call that reads `size` bytes of it.
        unsafe {
            let own = job::CreateJobObjectW(null(), null());
            if own.is_null() {
                return failed("a job");
            }
            let limits = from_ref(&limits).cast();
            if job::SetInformationJobObject(own, job::JobObjectExtendedLimitInformation, limits, size) == 0 {
                return failed("the limits of a job");
            }
            if job::AssignProcessToJobObject(own, GetCurrentProcess()) == 0 {
                return failed("into a job");
            }
        }
        Ok(())
    }

    /// Nothing here can be bound.
    #[cfg(not(any(unix, windows)))]
    pub(crate) fn bind(self, _parent: u32) -> Result<(), String> {
        Ok(())
    }
}

/// The system ends this process with its parent, and gives it no rights that it does not have.
#[cfg(target_os = "linux")]
fn end_with(parent: u32) -> Result<(), String> {
    use rustix::process::{Signal, getppid, set_parent_process_death_signal};

    rustix::thread::set_no_new_privs(true).map_err(|error| format!("no new rights: {error}"))?;
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(|error| format!("end with the desk: {error}"))?;
    // The parent may have gone before that.
    let is_there = getppid().is_some_and(|pid| pid.as_raw_nonzero().get().unsigned_abs() == parent);
    if is_there { Ok(()) } else { Err("the desk is gone".to_owned()) }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn end_with(_parent: u32) -> Result<(), String> {
    Ok(())
}

/// Writable memory: what the program's own code and libraries take of the address space does not count,
/// and neither does what is only set aside.
#[cfg(target_os = "linux")]
fn bind_memory(memory: u64) -> Result<(), String> {
    use rustix::process::Resource;

    let stat = std::fs::read_to_string("/proc/self/statm").map_err(|error| format!("memory: {error}"))?;
    let pages: Option<u64> = stat.split(' ').nth(5).and_then(|pages| pages.parse().ok());
    let held = pages.ok_or("memory: no figure")? * rustix::param::page_size() as u64;
    let most = held.saturating_add(memory);
    limit(Resource::Data, most, most)
}

#[cfg(all(unix, not(target_os = "linux")))]
fn bind_memory(_memory: u64) -> Result<(), String> {
    Ok(())
}

/// Lowers a limit; one that is lower already stays.
#[cfg(unix)]
fn limit(resource: rustix::process::Resource, soft: u64, hard: u64) -> Result<(), String> {
    use rustix::process::{Rlimit, getrlimit, setrlimit};

    let least = |now: Option<u64>, most: u64| Some(now.map_or(most, |now| now.min(most)));
    let now = getrlimit(resource);
    let new = Rlimit { current: least(now.current, soft), maximum: least(now.maximum, hard) };
    setrlimit(resource, new).map_err(|error| format!("{resource:?}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_larger_file_may_cost_more_and_none_without_end() {
        let (small, large) = (Limits::for_file(1000), Limits::for_file(100 << 20));
        assert!(small.memory < 256 << 20 && small.memory < large.memory && small.seconds < large.seconds);
        assert_eq!(Limits::for_file(u64::MAX).memory, MOST_MEMORY);
    }
}
