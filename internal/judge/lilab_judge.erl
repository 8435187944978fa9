%% Decodes and encodes with the modules that asn1ct made, one request a line:
%%   D Module Type Hex        answers "ok HexOfText" or "error HexOfText"
%%   E Module Type HexOfTerm  answers "ok Hex"       or "error HexOfText"
-module(lilab_judge).
-export([main/0]).

main() ->
    io:setopts(standard_io, [{encoding, latin1}]),
    loop().

loop() ->
    case io:get_line("") of
        Line when is_list(Line) ->
            io:put_chars([answer(string:lexemes(Line, " \n")), $\n]),
            loop();
        _ ->
            halt(0)
    end.

answer([Command, Module, Type | Rest]) ->
    Octets = case Rest of [H] -> unhex(H); [] -> <<>> end,
    try request(Command, list_to_atom(Module), list_to_atom(Type), Octets) of
        {ok, B} -> ["ok ", hex(B)];
        {error, Reason} -> ["error ", hex(text("~0p", [Reason]))]
    catch
        _:Reason -> ["error ", hex(text("~0p", [Reason]))]
    end.

request("D", Module, Type, Octets) ->
    case Module:decode(Type, Octets) of
        {ok, V, <<>>} -> {ok, iolist_to_binary(lists:join($\n, flat([], V)))};
        {ok, _, Rest} -> {error, {octets_left, byte_size(Rest)}};
        {error, {asn1, Reason}} -> {error, Reason};
        {error, Reason} -> {error, Reason}
    end;
request("E", Module, Type, Term) ->
    {ok, Tokens, _} = erl_scan:string(unicode:characters_to_list(Term) ++ "."),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    {value, V, _} = erl_eval:exprs(Exprs, []),
    case Module:encode(Type, V) of
        {ok, B} -> {ok, iolist_to_binary(B)};
        {error, Reason} -> {error, Reason}
    end.

%% One line for each value: its path, " = " and the value.
flat(Path, M) when is_map(M), map_size(M) > 0 ->
    lists:append([flat([atom_to_list(K) | Path], V) || {K, V} <- lists:keysort(1, maps:to_list(M))]);
flat(Path, M) when is_map(M) ->
    line(Path, "{}");
flat(Path, {asn1_enum, N}) ->
    line(Path, integer_to_list(N));
flat(Path, {A, V}) when is_atom(A) ->
    flat([atom_to_list(A) | Path], V);
flat(Path, []) ->
    line(Path, "[]");
flat(Path, L) when is_list(L) ->
    case lists:all(fun(C) -> is_integer(C) andalso C >= 32 andalso C < 127 end, L) of
        true -> line(Path, [$", L, $"]);
        false ->
            Numbered = lists:zip(lists:seq(0, length(L) - 1), L),
            lists:append([flat([{I} | Path], V) || {I, V} <- Numbered])
    end;
flat(Path, B) when is_binary(B) ->
    line(Path, ["0x", hex(B)]);
flat(Path, B) when is_bitstring(B) ->
    line(Path, ["0b", [$0 + X || <<X:1>> <= B]]);
flat(Path, T) when is_tuple(T) ->
    line(Path, ["{", lists:join($\s, [integer_to_list(X) || X <- tuple_to_list(T)]), "}"]);
flat(Path, V) ->
    line(Path, text("~0p", [V])).

line(Path, V) ->
    [[path(lists:reverse(Path)), " = ", V]].

path([]) -> "";
path([{I} | R]) -> ["[", integer_to_list(I), "]", tail(R)];
path([N | R]) -> [N, tail(R)].

tail([]) -> "";
tail([{_} | _] = R) -> path(R);
tail(R) -> [".", path(R)].

text(F, A) -> unicode:characters_to_binary(io_lib:format(F, A)).

hex(B) -> [io_lib:format("~2.16.0b", [X]) || <<X>> <= iolist_to_binary(B)].

unhex(H) -> << <<(list_to_integer([A, B], 16))>> || {A, B} <- pairs(H) >>.

pairs([A, B | R]) -> [{A, B} | pairs(R)];
pairs([]) -> [].
