// Component : ShapeSample
`timescale 1ns/1ps
module ShapeSample (
  input wire [15:0] value,
  input wire [15:0] raw,
  input wire [3:0] index,
  input wire flag,
  output wire [3:0] middle,
  output wire [2:0] top,
  output wire third,
  output wire chosen,
  output wire [1:0] window,
  output wire [36:0] joined,
  output wire [5:0] listed,
  output wire [17:0] number,
  output wire [3:0] repeated,
  output wire [4:0] cut,
  output wire [19:0] wide,
  output wire [19:0] extended,
  output wire [15:0] asSigned,
  output wire [2:0] ofBit,
  output wire single,
  output wire [9:0] entryPage,
  output wire [15:0] entryBits,
  output wire [15:0] reversed,
  output wire [15:0] left,
  output wire [15:0] right,
  output wire [15:0] dynamicLeft,
  output wire [15:0] dynamicRight,
  output reg [7:0] assembled
);
  wire [2:0] _zz_window;
  wire [19:0] _zz_extended;
  wire [15:0] _zz_extended_1;
  wire [0:0] _zz_ofBit;
  wire _zz_reversed;
  wire [0:0] _zz_reversed_1;
  wire [6:0] _zz_reversed_2;
  wire entry_valid;
  wire [9:0] entry_page;
  wire [4:0] entry_flags;
  assign _zz_window = index[2:0];
  assign _zz_extended_1 = value;
  assign _zz_extended = {{4{_zz_extended_1[15]}}, _zz_extended_1};
  assign _zz_ofBit = flag;
  assign _zz_reversed = raw[7];
  assign _zz_reversed_1 = raw[8];
  assign _zz_reversed_2 = {raw[9],{raw[10],{raw[11],{raw[12],{raw[13],{raw[14],raw[15]}}}}}};
  assign entry_valid = raw[0];
  assign entry_page = raw[10 : 1];
  assign entry_flags = raw[15 : 11];
  assign middle = value[7 : 4];
  assign top = raw[15 : 13];
  assign third = raw[3];
  assign chosen = value[index];
  assign window = raw[_zz_window +: 2];
  assign joined = {{{flag,value},index},raw};
  assign listed = {{flag,raw[1 : 0]},value[2 : 0]};
  assign number = {{flag,flag},value};
  assign repeated = {flag,{flag,{flag,flag}}};
  assign cut = value[4:0];
  assign wide = {4'd0, value};
  assign extended = _zz_extended;
  assign asSigned = value;
  assign ofBit = {2'd0, _zz_ofBit};
  assign single = raw[9];
  assign entryPage = entry_page;
  assign entryBits = {entry_flags,{entry_page,entry_valid}};
  assign reversed = {raw[0],{raw[1],{raw[2],{raw[3],{raw[4],{raw[5],{raw[6],{_zz_reversed,{_zz_reversed_1,_zz_reversed_2}}}}}}}}};
  assign left = (value <<< 3);
  assign right = (value >>> 3);
  assign dynamicLeft = (raw <<< index);
  assign dynamicRight = (raw >>> index);
  always @(*) begin
    assembled[7 : 4] = raw[3 : 0];
    assembled[3 : 1] = value[2 : 0];
    assembled[0] = flag;
  end
endmodule
