//! The `dateline` program: opens the window, or runs one command without it.

use std::process::ExitCode;

use dateline::cli::{self, Request};

fn main() -> ExitCode {
    match cli::run() {
        Request::Done(status) => status,
        Request::Window(paths) => match dateline::app::run(paths) {
            Ok(()) => ExitCode::SUCCESS,
            Err(reason) => cli::no_window(&reason.to_string()),
        },
    }
}
