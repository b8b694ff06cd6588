"""Departments with their people, the highest post first."""

from contacts.org_chart import departments
from contacts.values import Person


def person(name: str, department: str | None, title: str | None) -> Person:
    return Person(id=0, name=name, department=department, title=title)


def test_the_highest_post_leads_its_department_and_the_company() -> None:
    people = [
        person("課の人", "営業部", None),
        person("代理の人", "営業部", "部長代理"),
        person("部長の人", "営業部", "部長"),
        person("社長", None, "代表取締役社長"),
        person("係長の人", "総務部", "係長"),
    ]
    found = departments(people)
    assert [one.name for one in found] == ["", "営業部", "総務部"]
    assert [one.name for one in found[1].people] == ["部長の人", "代理の人", "課の人"]


def test_nobody_stands_nowhere() -> None:
    assert departments([]) == []
