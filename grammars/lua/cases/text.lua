#!/usr/bin/env lua
-- Strings and comments over several lines stay whole.
--[[ A comment
that goes on ]]
local long = [[ --: | shown
first
second]] --: long
print(long) --: shown <- long

--[==[
local nothing = ]]
]==]
local quoted = "a\
b" --: quoted
print(quoted, "long") --: <- quoted | long

local number = 1 --[[ why
so ]]
print(number) --: number

local text = [==[
]] -- no comment]==] --: text
print(text) --: <- text
