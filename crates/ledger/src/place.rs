//! Where a live store may lie: not on a network share, whose locks and syncs can't be relied upon, and not
//! on a disk that someone pulls out.

use std::path::Path;

use crate::error::Error;

const NETWORK: [&str; 12] =
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone", "ncpfs", "davfs"];

/// Refuse a place that does not suit a live store. What the system does not tell is let pass.
pub(crate) fn refuse_unsuited(path: &Path) -> Result<(), Error> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize()?;
    match unsuited(&folder) {
        Some(kind) => Err(Error::Place { path: path.to_owned(), kind }),
        None => Ok(()),
    }
}

fn unsuited(folder: &Path) -> Option<String> {
    if is_share(folder) {
        return Some("a network share".to_owned());
    }
    let table = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    let mount = mount_of(&table, folder)?;
    if NETWORK.contains(&mount.kind) {
        return Some(format!("a network share ({})", mount.kind));
    }
    is_removable(mount.device).then(|| "a removable disk".to_owned())
}

#[cfg(windows)]
fn is_share(folder: &Path) -> bool {
    use std::path::{Component, Prefix};
    let Some(Component::Prefix(prefix)) = folder.components().next() else { return false };
    matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
}

#[cfg(not(windows))]
fn is_share(_: &Path) -> bool {
    false
}

struct Mount<'a> {
    /// Major and minor number, `8:1`.
    device: &'a str,
    /// Of the file system.
    kind: &'a str,
}

/// The mount that holds a folder: the one with the longest path, and of two at one path the later.
fn mount_of<'a>(table: &'a str, folder: &Path) -> Option<Mount<'a>> {
    let mounts = table.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let mut fields = before.split(' ').skip(2);
        let (device, _, point) = (fields.next()?, fields.next()?, fields.next()?);
        let point = unescaped(point);
        folder.starts_with(&point).then_some((point.len(), Mount { device, kind: after.split(' ').next()? }))
    });
    mounts.max_by_key(|(length, _)| *length).map(|(_, mount)| mount)
}

/// Spaces and the like stand as three octal digits.
fn unescaped(point: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .into_iter()
        .fold(point.to_owned(), |text, (code, character)| text.replace(code, character))
}

/// The kernel says it of a disk; of a partition, one folder up.
fn is_removable(device: &str) -> bool {
    ["removable", "../removable"]
        .iter()
        .filter_map(|name| std::fs::read_to_string(format!("/sys/dev/block/{device}/{name}")).ok())
        .any(|flag| flag.trim() == "1")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "22 27 0:21 / /proc rw,relatime - proc proc rw\n\
        27 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n\
        90 27 0:50 / /mnt/Shared\\040Files rw shared:1 - cifs //server/share rw\n\
        91 27 8:17 / /mnt rw - ext4 /dev/sdb1 rw\n";

    #[test]
    fn the_deepest_mount_above_a_folder_tells_what_it_lies_on() {
        let kind = |folder: &str| mount_of(TABLE, Path::new(folder)).unwrap().kind.to_owned();
        assert_eq!(kind("/srv/desk"), "ext4");
        assert_eq!(kind("/mnt/Shared Files/desk"), "cifs");
        assert_eq!(mount_of(TABLE, Path::new("/mnt/Shared")).unwrap().device, "8:17");
    }
}
