//! Where each country, arc and label goes on the map, and each node in the network of countries and alliances.
//!
//! Pure: data in, marks out. The painter, the hit test, the names for assistive tools and the exports all read the same
//! layout. Knows nothing of the window.

pub mod blocs;
pub mod curves;
pub mod detail;
pub mod labels;
pub mod layout;
pub mod network;
pub mod overlay;
pub mod picture;
pub mod projection;
#[doc(hidden)]
pub mod sample;
pub mod seats;
pub mod shapes;
pub mod ties;
pub mod viewport;
