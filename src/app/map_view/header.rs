//! The bar above the map: what is shown as of when, the alliances as chips, and the choice between map and network.

use egui::{
    Align, Align2, Color32, CornerRadius, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};

use super::super::{color, style};
use super::Face;
use crate::map::blocs::{MOST_SHOWN, OFFERED, ShownBlocs, short_name};
use crate::scene::{Theme, Weight};
use crate::world::World;

/// Height of chips and of the choice.
const CONTROL_PX: f32 = 24.0;
const GAP_PX: f32 = 6.0;

/// What the user did in the bar.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Show an alliance, or no longer.
    ToggleBloc(String),
    /// Show the map or the network.
    Show(Face),
}

/// Draws the bar. `as_of` is the day in words.
pub(super) fn show(
    ui: &mut Ui,
    theme: &Theme,
    world: Option<&World>,
    blocs: &ShownBlocs,
    as_of: &str,
    face: Face,
) -> Option<Action> {
    let mut action = None;
    let width = ui.available_width();
    let (bar, _) = ui.allocate_exact_size(vec2(width, style::BAR_PX), Sense::hover());
    ui.painter().rect_filled(bar, 0.0, color(theme.panel));
    ui.painter().hline(
        bar.x_range(),
        bar.bottom() - 0.5,
        Stroke::new(1.0, color(theme.line)),
    );
    let inner = bar.shrink2(vec2(style::EDGE_PX, 0.0));
    ui.scope_builder(
        egui::UiBuilder::new()
            .max_rect(inner)
            .layout(Layout::right_to_left(Align::Center)),
        |ui| {
            ui.spacing_mut().item_spacing.x = GAP_PX;
            if let Some(chosen) = choice(ui, theme, face) {
                action = Some(Action::Show(chosen));
            }
            ui.add_space(2.0);
            if let Some(world) = world
                && let Some(id) = offer(ui, theme, world, blocs)
            {
                action = Some(Action::ToggleBloc(id));
            }
            for bloc in blocs.blocs.iter().rev() {
                // Room for the title comes before chips; the menu can still take them away.
                if ui.available_width() < 190.0 {
                    break;
                }
                if chip(ui, theme, bloc, world).clicked() {
                    action = Some(Action::ToggleBloc(bloc.id.clone()));
                }
            }
            title(ui, theme, as_of, face);
        },
    );
    action
}

fn title(ui: &Ui, theme: &Theme, as_of: &str, face: Face) {
    let space = ui.available_rect_before_wrap();
    let painter = ui.painter().with_clip_rect(space);
    let name = painter.text(
        space.left_center(),
        Align2::LEFT_CENTER,
        face.title(),
        style::font(13.0, Weight::SemiBold),
        color(theme.text),
    );
    painter.text(
        pos2(name.right() + 8.0, space.center().y),
        Align2::LEFT_CENTER,
        as_of,
        style::font(12.0, Weight::Regular),
        color(theme.text_second),
    );
}

/// The round ground of a control, lit under the pointer and rimmed when it has the keyboard.
fn pill(ui: &Ui, theme: &Theme, rect: Rect, response: &Response) {
    let fill = if response.hovered() {
        theme.raised.mixed(theme.text, 0.06)
    } else {
        theme.raised
    };
    let rim = if response.has_focus() {
        theme.accent
    } else {
        theme.line
    };
    ui.painter().rect(
        rect,
        CornerRadius::same(12),
        color(fill),
        Stroke::new(1.0, color(rim)),
        StrokeKind::Inside,
    );
}

/// A shown alliance; a click takes it away.
fn chip(
    ui: &mut Ui,
    theme: &Theme,
    bloc: &crate::map::blocs::ShownBloc,
    world: Option<&World>,
) -> Response {
    let name = short_name(&bloc.id).to_owned();
    let galley = ui.painter().layout_no_wrap(
        name.clone(),
        style::font(12.0, Weight::Medium),
        color(theme.text_second),
    );
    let size = vec2(galley.size().x + 32.0, CONTROL_PX);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    pill(ui, theme, rect, &response);
    let tint = theme.blocs[bloc.tint % theme.blocs.len()].mixed(theme.text, 0.16);
    ui.painter()
        .circle_filled(pos2(rect.left() + 13.0, rect.center().y), 4.0, color(tint));
    ui.painter().galley(
        pos2(rect.left() + 22.0, rect.center().y - galley.size().y / 2.0),
        galley,
        Color32::PLACEHOLDER,
    );
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, true, format!("Bloc {name}")));
    let full = world
        .and_then(|world| world.bloc(&bloc.id))
        .map_or(name.as_str(), |b| b.name);
    let members = bloc.members.len();
    response.on_hover_text(format!("{full}, {members} members. Click to hide"))
}

/// The menu of alliances.
fn offer(ui: &mut Ui, theme: &Theme, world: &World, blocs: &ShownBlocs) -> Option<String> {
    let (rect, response) = ui.allocate_exact_size(vec2(CONTROL_PX, CONTROL_PX), Sense::click());
    pill(ui, theme, rect, &response);
    let (middle, arm) = (rect.center(), 4.0);
    let stroke = Stroke::new(1.5, color(theme.text_second));
    ui.painter()
        .hline(middle.x - arm..=middle.x + arm, middle.y, stroke);
    ui.painter()
        .vline(middle.x, middle.y - arm..=middle.y + arm, stroke);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Choose blocs"));
    let mut chosen = None;
    egui::Popup::menu(&response)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_min_width(230.0);
            egui::ScrollArea::vertical()
                .max_height(360.0)
                .show(ui, |ui| {
                    for (id, name) in OFFERED {
                        let shown = blocs.blocs.iter().any(|bloc| bloc.id == *id);
                        let room = shown || blocs.blocs.len() < MOST_SHOWN;
                        let mut ticked = shown;
                        let full = world.bloc(id).map_or(*name, |bloc| bloc.name);
                        let row = ui.add_enabled(room, egui::Checkbox::new(&mut ticked, *name));
                        if row.on_hover_text(full).clicked() {
                            chosen = Some((*id).to_owned());
                        }
                    }
                });
        });
    response.on_hover_text("Choose which blocs to colour");
    chosen
}

/// Map or network, side by side in one frame.
fn choice(ui: &mut Ui, theme: &Theme, face: Face) -> Option<Face> {
    let galleys = Face::ALL.map(|option| {
        let ink = if option == face {
            theme.text
        } else {
            theme.text_second
        };
        ui.painter().layout_no_wrap(
            option.title().to_owned(),
            style::font(12.0, Weight::Medium),
            color(ink),
        )
    });
    let widths = galleys.each_ref().map(|galley| galley.size().x + 18.0);
    let (frame, _) = ui.allocate_exact_size(
        vec2(widths.iter().sum::<f32>() + 4.0, CONTROL_PX),
        Sense::hover(),
    );
    ui.painter().rect(
        frame,
        CornerRadius::same(6),
        color(theme.background),
        Stroke::new(1.0, color(theme.line)),
        StrokeKind::Inside,
    );
    let mut chosen = None;
    let mut left = frame.left() + 2.0;
    for ((option, galley), width) in Face::ALL.into_iter().zip(galleys).zip(widths) {
        let rect =
            Rect::from_min_size(pos2(left, frame.top() + 2.0), vec2(width, CONTROL_PX - 4.0));
        left += width;
        let response = ui.interact(
            rect,
            ui.scope_id().with(("face", option.title())),
            Sense::click(),
        );
        if option == face || response.hovered() {
            let fill = if option == face {
                theme.raised.mixed(theme.text, 0.08)
            } else {
                theme.raised
            };
            ui.painter()
                .rect_filled(rect, CornerRadius::same(4), color(fill));
        }
        if response.has_focus() {
            let stroke = Stroke::new(1.0, color(theme.accent));
            ui.painter()
                .rect_stroke(rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
        }
        ui.painter().galley(
            rect.center() - galley.size() / 2.0,
            galley,
            Color32::PLACEHOLDER,
        );
        response.widget_info(|| {
            WidgetInfo::selected(Role::Button, true, option == face, option.title())
        });
        if response.on_hover_text(option.hint()).clicked() {
            chosen = Some(option);
        }
    }
    chosen
}
