package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.AdvisoryId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Brings the candidates together that speak of the same flaw: those that are linked by any id.
final class FlawGroups {

  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Integer> leaders = new ArrayList<>();
  private final Map<AdvisoryId, Integer> byId = new HashMap<>();

  void add(Candidate candidate) {
    int place = candidates.size();
    candidates.add(candidate);
    leaders.add(place);
    for (AdvisoryId id : candidate.ids()) {
      Integer other = byId.putIfAbsent(id, place);
      if (other != null) {
        leaders.set(leader(place), leader(other));
      }
    }
  }

  private int leader(int place) {
    int at = place;
    while (leaders.get(at) != at) {
      at = leaders.get(at);
    }
    return at;
  }

  boolean isEmpty() {
    return candidates.isEmpty();
  }

  /// Whether any candidate so far goes by this id.
  boolean knows(AdvisoryId id) {
    return byId.containsKey(id);
  }

  Collection<List<Candidate>> groups() {
    Map<Integer, List<Candidate>> groups = new LinkedHashMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      groups.computeIfAbsent(leader(i), _ -> new ArrayList<>()).add(candidates.get(i));
    }
    groups.values().forEach(group -> group.sort(Candidate.BEST_FIRST));
    return groups.values();
  }
}
