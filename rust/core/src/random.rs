//! Randomness that depends on what is sampled and on nothing else.
//!
//! Each sample draws from a ChaCha8 stream whose key hashes the seed, the language and the bytes
//! of the program, and whose stream number is the index of the sample. Threads, batches, row
//! order and other rows cannot change it. ChaCha is counter-based and its output is the same on
//! every platform; bounded draws use integers only.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Version of the mapping from keys to draws; golden files freeze it.
pub const STREAM_VERSION: u32 = 1;

/// What all samples of one program share.
#[derive(Debug, Clone, Copy)]
pub struct Key([u8; 32]);

impl Key {
    /// Derives the key of a program.
    #[must_use]
    pub fn new(seed: u64, language: &str, program: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&STREAM_VERSION.to_le_bytes());
        hasher.update(&seed.to_le_bytes());
        // The length keeps ("a", "bc") and ("ab", "c") apart.
        hasher.update(&(language.len() as u64).to_le_bytes());
        hasher.update(language.as_bytes());
        hasher.update(program.as_bytes());
        Self(*hasher.finalize().as_bytes())
    }

    /// The stream of one sample.
    #[must_use]
    pub fn stream(&self, sample: u64) -> Stream {
        let mut rng = ChaCha8Rng::from_seed(self.0);
        rng.set_stream(sample);
        Stream(rng)
    }
}

/// A source of draws.
#[derive(Debug, Clone)]
pub struct Stream(ChaCha8Rng);

impl Stream {
    /// Draws uniformly from `0..bound`; 0 where the bound is 0.
    ///
    /// Lemire's method: a product with rejection of the biased part (ACM TOMACS 29(1), 2019).
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        let threshold = bound.wrapping_neg() % bound;
        loop {
            let product = u128::from(self.0.next_u64()) * u128::from(bound);
            // The low half decides whether the draw would be biased, the high half is the draw.
            if product as u64 >= threshold {
                return (product >> 64) as u64;
            }
        }
    }

    /// Puts `items` in random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
    }
}
