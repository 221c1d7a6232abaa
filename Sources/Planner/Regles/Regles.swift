/// Rules that no amount depends on, but that must be said at the right time: each is a pure function that gives its reason, or nil when it
/// has nothing to say of the case. None of them refuses; what refuses is in the planner and in the database.
public enum Regles {}
