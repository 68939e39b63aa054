"""What a call of what an entry describes reads and changes in the objects that the program has."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from flake8_embedding.interpret.calling.entry_arguments import EntryArguments
from flake8_embedding.interpret.conditions.access import entry_read, shown_entry
from flake8_embedding.interpret.containers.array_items import write_to_rows
from flake8_embedding.interpret.containers.deletions import delete_at
from flake8_embedding.interpret.containers.dict_entries import is_waited_for
from flake8_embedding.interpret.containers.items import write_item
from flake8_embedding.interpret.containers.nameless_objects import forget_nameless
from flake8_embedding.interpret.containers.subscripts import item
from flake8_embedding.interpret.escaping.callbacks import forget_written, outlives, owner_of_key
from flake8_embedding.interpret.escaping.members_set import forget_members, set_member
from flake8_embedding.interpret.networks.weights import note_any_attribute, note_new_weight
from flake8_embedding.interpret.objects.attribute_defaults import attribute_or
from flake8_embedding.interpret.objects.namespaces import entries_now
from flake8_embedding.interpret.objects.setting import set_directly
from flake8_embedding.interpret.objects.shared_namespaces import shares
from flake8_embedding.record import record
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.value import AllocationSite, Choice, ClassValue, ObjectRef, Unknown, Value


@record(frozen=True)
class EntryMemory(EntryArguments):
    """The call, and what objects hold: their attributes, entries, elements."""

    def own_attribute(self, owner: Value, name: str) -> Value | None:
        return self.store.get((owner.alloc, name)) if isinstance(owner, ObjectRef) else None

    def attribute(self, owner: Value, name: str) -> Value:
        return self.machine.attribute(owner, name, self.node)

    def attribute_or(self, owner: Value, name: str, default: Value) -> Value:
        return attribute_or(self.machine, owner, name, default, self.node)

    def set_attribute(self, owner: Value, name: str, value: Value) -> None:
        note_new_weight(self.machine, owner, name, value, self.node)
        match owner:
            case ObjectRef() if name == "__dict__" or shares(self.machine, owner):
                set_directly(self.machine, owner, name, value, self.node)
            case ObjectRef(alloc=scope) | ClassValue(scope=scope):
                self.store.set((scope, name), value)
            case Unknown():
                set_member(self.machine, owner, name, value)
                set_directly(self.machine, owner, name, value, self.node)
            case _:
                set_directly(self.machine, owner, name, value, self.node)

    def forget_attributes(self, owner: Value) -> None:
        self.machine.forget_attributes(owner)
        note_any_attribute(self.machine, owner)
        if isinstance(owner, Unknown):
            forget_members(self.machine, owner.key)

    def in_part(self, run: Callable[[], Value]) -> Value:
        begun = self.machine.journal.mark()
        made, is_other = self._run_in_part(run)
        if is_other:
            # It runs again: ``self.calls += 1``, ``return self.calls``.
            self.machine.journal.rollback(begun)
            made, _ = self._run_in_part(run)
        return made

    def _run_in_part(self, run: Callable[[], Value]) -> tuple[Value, bool]:
        """What one run gives, and whether it leaves something else of what was there before."""
        with self.machine.noting_made() as own, self.machine.path() as changed:
            made = run()
        before = [key for key, value in changed.items() if owner_of_key(key) not in own and self._was_there(key, value)]
        is_other = any(type(key) is tuple and self.store.get(key) != changed[key] for key in before)
        is_other = is_other or any(_is_longer(self.store.get(key), changed[key]) for key in before)
        self.store.apply({key: value for key, value in changed.items() if key not in before})
        forget_written(self.machine, before, self.node)
        return made, is_other

    def _was_there(self, key: Hashable, value: Value) -> bool:
        """Whether the code has changed this, and has not made it anew, as a view on an array is."""
        kinds = {type(self.store.get(key)), type(value)}
        # What the code has changed on one path only, it has changed as well.
        is_another = isinstance(key, AllocationSite) and len(kinds) > 1 and Choice not in kinds
        return outlives(self.machine, key) and not is_another

    def is_known_key(self, owner: Value, key: Value) -> bool:
        return isinstance(owner, ObjectRef) and self.machine.has_key(owner.alloc, key)

    def may_be_key(self, owner: Value, key: Value) -> bool:
        return isinstance(owner, ObjectRef) and self.machine.holds("may have", owner.alloc, key)

    def is_waited_for(self, mapping: DictValue, key: Value) -> bool:
        return is_waited_for(self.machine, mapping, key)

    def entry_read(self, owner: Value, key: Value, value: Value, default: Value | None) -> Value:
        return entry_read(self.machine, owner, key, value, default)

    def shown_entry(self, owner: Value, key: Value) -> Value | None:
        return shown_entry(self.machine, owner.alloc, key) if isinstance(owner, ObjectRef) else None

    def set(self, owner: Value, content: Value) -> None:
        if isinstance(owner, ObjectRef):
            self.machine.change(owner, content, self.node)
        elif isinstance(owner, SequenceValue) and owner.kind == "array":
            write_to_rows(self.machine, content)
        elif isinstance(owner, SequenceValue | DictValue):
            forget_nameless(self.machine, owner, self.node)
        else:
            self.machine.forget(owner, "it is one of several objects that are changed", self.node)

    def item(self, owner: Value, index: tuple[Value, ...]) -> Value:
        return item(self.machine, owner, index, self.node)

    def write(self, owner: Value, index: tuple[Value, ...], value: Value) -> None:
        write_item(self.machine, owner, index, value, self.node)

    def delete(self, owner: Value, key: Value) -> None:
        delete_at(self.machine, owner, (key,), self.node)

    def entries_of_namespace(self, value: Value) -> DictValue | None:
        return entries_now(self.machine, value)


def _is_longer(before: Value | None, after: Value) -> bool:
    """Whether something was put into a list or a dict, or taken out."""
    kinds = (SequenceValue, DictValue)
    return isinstance(before, kinds) and isinstance(after, kinds) and before.length != after.length
