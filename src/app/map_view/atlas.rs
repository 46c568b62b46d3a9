//! What the map needs to know before it can be drawn: loaded once for the whole program, on its own thread.

use std::sync::{Once, OnceLock};

use crate::map::detail::{LEVEL_SCALES, Level};
use crate::map::seats::Seats;
use crate::map::shapes::Shapes;
use crate::scene::TextMeasure;
use crate::world::World;

/// Shapes, seats, alliances, and the widths of letters.
pub(super) struct Atlas {
    pub(super) shapes: Shapes,
    /// In the order of [`LEVEL_SCALES`].
    pub(super) levels: Vec<Level>,
    pub(super) seats: Seats,
    pub(super) world: World,
    pub(super) measure: TextMeasure,
}

impl Atlas {
    fn load() -> Result<Self, String> {
        let shapes = Shapes::load().map_err(|error| error.to_string())?;
        let world = World::load().map_err(|error| error.to_string())?;
        let seats = Seats::load(&world, &shapes).map_err(|error| error.to_string())?;
        let levels = LEVEL_SCALES
            .iter()
            .map(|scale| Level::new(&shapes, *scale))
            .collect();
        Ok(Self {
            shapes,
            levels,
            seats,
            world,
            measure: TextMeasure::new(),
        })
    }

    /// The atlas, once it is there; the first call begins to load it.
    pub(super) fn get(context: &egui::Context) -> Option<Result<&'static Self, &'static str>> {
        static ATLAS: OnceLock<Result<Atlas, String>> = OnceLock::new();
        static BEGIN: Once = Once::new();
        BEGIN.call_once(|| {
            let context = context.clone();
            let thread = std::thread::Builder::new().name("map".to_owned());
            let spawned = thread.spawn(move || {
                ATLAS.get_or_init(Self::load);
                context.request_repaint();
            });
            if let Err(error) = spawned {
                ATLAS.get_or_init(|| Err(format!("no thread for the map: {error}")));
            }
        });
        ATLAS
            .get()
            .map(|atlas| atlas.as_ref().map_err(String::as_str))
    }
}
