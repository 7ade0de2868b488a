//! The tests of the engine through its public interface. They are one program, since each program
//! of tests links all grammars.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panic")]

mod apply;
mod cases;
mod common;
mod formats;
mod guidance;
mod languages;
mod limits;
mod randomness;
mod sampling;
mod syntax;
mod unified;
mod units;
mod verify;
