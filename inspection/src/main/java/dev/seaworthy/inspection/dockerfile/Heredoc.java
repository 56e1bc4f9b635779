package dev.seaworthy.inspection.dockerfile;

/// A text that follows an instruction, up to a line that holds its name alone.
///
/// @param name the word that ends it
/// @param isExpanded whether variables in it have values; not so when its name was quoted
/// @param isWithoutTabs whether tabs at the beginning of its lines are dropped (`<<-`)
/// @param content with line feeds, tabs still in it
public record Heredoc(String name, boolean isExpanded, boolean isWithoutTabs, SourceText content) {}
