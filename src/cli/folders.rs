//! Where the user's own files lie.

use std::path::PathBuf;

/// The folder with what the user knows about the world: `world` in the configuration directory of the program. None where
/// the environment names no such directory.
pub fn world_folder() -> Option<PathBuf> {
    let variable = |name: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let configuration = if cfg!(windows) {
        variable("APPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        variable("XDG_CONFIG_HOME").or_else(|| variable("HOME").map(|home| home.join(".config")))
    };
    Some(configuration?.join("dateline").join("world"))
}
